package dev.comfymesh.scoring.domain.clip;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Region;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How well a picture goes with its prompt: the cosine of the two in the space of CLIP, and that of the clause with which it goes
 * worst. A prompt that is too long to be read at once is the mean of its clauses, by their tokens.
 */
public final class Alignment implements Scorer {
    private static final int LONGEST_LABEL = 120;

    private final PictureEmbedding pictures;
    private final TextEmbeddings texts;
    private final Supplier<Tokenizer> tokenizer;

    public Alignment(Models models, Supplier<Tokenizer> tokenizer) {
        this.pictures = new PictureEmbedding(models);
        this.texts = new TextEmbeddings(models, tokenizer);
        this.tokenizer = tokenizer;
    }

    @Override
    public String id() {
        return "alignment@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.ALIGNMENT, Dimension.ALIGNMENT_WORST);
    }

    @Override
    public Set<String> models() {
        return Set.of(PictureEmbedding.MODEL, TextEmbeddings.MODEL);
    }

    @Override
    public Reading measure(Features features) {
        var prompt = features.intent().prompt().filter(words -> !words.isBlank());
        return prompt.isEmpty()
                ? new Reading.Unknown(features.intent().whyNo("prompt"))
                : switch (features.of(pictures)) {
                    case Encoding.Encoded picture -> against(picture, prompt.get());
                    case Encoding.Missing missing -> Reading.unavailable(missing.model());
                    case Encoding.Broken(var why) -> new Reading.Unknown(why);
                };
    }

    private Reading against(Encoding.Encoded picture, String prompt) {
        var clauses = Clause.of(prompt, tokenizer.get());
        if (clauses.isEmpty()) {
            return new Reading.Unknown("There is no word in the prompt.");
        }
        var fits = Clause.fits(tokenizer.get().encode(prompt).length);
        var asked = Stream.concat(clauses.stream().map(Clause::text), fits ? Stream.of(prompt) : Stream.empty())
                .toList();
        var encoded = new ArrayList<Encoding.Encoded>();
        for (var text : asked) {
            switch (texts.of(text)) {
                case Encoding.Encoded words -> encoded.add(words);
                case Encoding.Missing missing -> {
                    return Reading.unavailable(missing.model());
                }
                case Encoding.Broken(var why) -> {
                    return new Reading.Unknown(why);
                }
            }
        }
        return against(picture, encoded, clauses, fits);
    }

    /** {@code encoded} are the clauses, and behind them the whole prompt if it fits. */
    private static Reading against(
            Encoding.Encoded picture, List<Encoding.Encoded> encoded, List<Clause> clauses, boolean fits) {
        var seen = picture.embedding();
        var read = encoded.getFirst().embedding();
        if (seen.width() != read.width()) {
            return new Reading.Unknown("%s gives %d numbers and %s %d: they are not of one model."
                    .formatted(PictureEmbedding.MODEL, seen.width(), TextEmbeddings.MODEL, read.width()));
        }
        var cosines = encoded.stream()
                .mapToDouble(words -> seen.cosine(words.embedding()))
                .toArray();
        var worst = worst(cosines, clauses.size());
        return new Reading.Seen(
                        Map.of(
                                Dimension.ALIGNMENT,
                                fits ? cosines[clauses.size()] : mean(clauses, cosines),
                                Dimension.ALIGNMENT_WORST,
                                cosines[worst]),
                        clauses.size() == 1
                                ? List.of()
                                : List.of(everywhere(clauses.get(worst).text())))
                .by(picture.model(), encoded.getFirst().model());
    }

    private static int worst(double[] cosines, int clauses) {
        var worst = 0;
        for (var at = 1; at < clauses; at++) {
            if (cosines[at] < cosines[worst]) {
                worst = at;
            }
        }
        return worst;
    }

    private static double mean(List<Clause> clauses, double[] cosines) {
        var sum = 0.0;
        var weights = 0;
        for (var at = 0; at < clauses.size(); at++) {
            sum += clauses.get(at).weight() * cosines[at];
            weights += clauses.get(at).weight();
        }
        return sum / weights;
    }

    /** What is missing is nowhere in particular. */
    private static Region everywhere(String clause) {
        var label = clause.length() > LONGEST_LABEL ? clause.substring(0, LONGEST_LABEL) + "…" : clause;
        return new Region(Dimension.ALIGNMENT_WORST, 0, 0, 1, 1, label);
    }
}
