package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Reason;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A threshold that a picture must keep. Its text is a sentence for people in which {@code {measured}} and
 * {@code {threshold}} stand for the numbers.
 */
public record Rule(String code, Dimension dimension, Bound bound, double threshold, String text) {

    /** On which side of the threshold a picture must be; on it is fine. */
    public enum Bound {
        AT_LEAST,
        AT_MOST
    }

    /** Why the picture is rejected; empty when it keeps the rule, or nobody knows whether it does. */
    public Optional<Reason> objection(Measurements measurements) {
        var known = measurements.find(dimension);
        return known.isPresent() ? objection(known.getAsDouble()) : Optional.empty();
    }

    private Optional<Reason> objection(double measured) {
        var kept = switch (bound) {
            case AT_LEAST -> measured >= threshold;
            case AT_MOST -> measured <= threshold;
        };
        return kept
                ? Optional.empty()
                : Optional.of(new Reason(code, dimension.word(), measured, threshold, sentence(measured)));
    }

    private String sentence(double measured) {
        return text.replace("{measured}", digits(measured)).replace("{threshold}", digits(threshold));
    }

    private static String digits(double value) {
        return new BigDecimal(value)
                .round(new MathContext(3, RoundingMode.HALF_UP))
                .stripTrailingZeros()
                .toPlainString();
    }
}
