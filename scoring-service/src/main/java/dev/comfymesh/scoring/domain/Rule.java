package dev.comfymesh.scoring.domain;

import dev.comfymesh.scoring.domain.Finding.State;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A threshold of one dimension that a picture must keep. Its text is a sentence for people in which {@code {measured}} and
 * {@code {threshold}} stand for the numbers.
 */
public record Rule(
        String code,
        Dimension dimension,
        Bound bound,
        Threshold threshold,
        String text,
        @Nullable Action action) implements Gate {
    /** On which side of the threshold a picture must be; on it is fine. */
    public enum Bound {
        AT_LEAST,
        AT_MOST
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(dimension);
    }

    @Override
    public boolean comparesPool() {
        return threshold.comparesPool();
    }

    @Override
    public Finding ask(Subject subject) {
        var measured = subject.own().find(dimension);
        if (measured.isEmpty()) {
            return Finding.open(this, null, subject.own().gap(dimension));
        }
        var line = threshold.of(dimension, bound, subject);
        return line.isEmpty()
                ? Finding.open(this, measured.getAsDouble(), noLine(subject))
                : judge(measured.getAsDouble(), line.getAsDouble());
    }

    private Gap noLine(Subject subject) {
        var reference = subject.own().reference();
        return threshold.comparesReference() && reference != null
                ? Gap.unknown("Of the reference picture nothing is known.").and(reference.gap(dimension))
                : Gap.unknown("Nothing of the kind was measured in the pool.");
    }

    private Finding judge(double measured, double line) {
        var kept = switch (bound) {
            case AT_LEAST -> measured >= line;
            case AT_MOST -> measured <= line;
        };
        return kept
                ? new Finding(this, State.KEPT, measured, line, kept(measured, line))
                : new Finding(this, State.BROKEN, measured, line, sentence(measured, line));
    }

    private String kept(double measured, double line) {
        var side = bound == Bound.AT_LEAST ? "at least" : "at most";
        return "The %s is %s, %s %s is wanted.".formatted(dimension.word(), digits(measured), side, digits(line));
    }

    private String sentence(double measured, double line) {
        return text.replace("{measured}", digits(measured)).replace("{threshold}", digits(line));
    }

    private static String digits(double value) {
        return new BigDecimal(value)
                .round(new MathContext(3, RoundingMode.HALF_UP))
                .stripTrailingZeros()
                .toPlainString();
    }
}
