package dev.comfymesh.scoring.domain.clip;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Embedding;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Region;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

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
    public Reading measure(Features features) {
        var prompt = features.intent().prompt().filter(words -> !words.isBlank());
        return prompt.isEmpty()
                ? new Reading.Unknown(features.intent().whyNo("prompt"))
                : switch (features.of(pictures)) {
                    case Encoding.Encoded picture -> against(picture.embedding(), prompt.get());
                    case Encoding.Missing missing -> Reading.unavailable(missing.model());
                    case Encoding.Broken(var why) -> new Reading.Unknown(why);
                };
    }

    private Reading against(Embedding picture, String prompt) {
        var clauses = Clause.of(prompt, tokenizer.get());
        if (clauses.isEmpty()) {
            return new Reading.Unknown("There is no word in the prompt.");
        }
        var fits = Clause.fits(tokenizer.get().encode(prompt).length);
        var asked = new ArrayList<>(clauses.stream().map(Clause::text).toList());
        if (fits) {
            asked.add(prompt);
        }
        var cosines = new ArrayList<Double>();
        for (var text : asked) {
            switch (texts.of(text)) {
                case Encoding.Encoded words
                when words.embedding().width() == picture.width() -> cosines.add(picture.cosine(words.embedding()));
                case Encoding.Encoded words -> {
                    return new Reading.Unknown("%s gives %d numbers and %s %d: they are not of one model."
                            .formatted(
                                    PictureEmbedding.MODEL,
                                    picture.width(),
                                    TextEmbeddings.MODEL,
                                    words.embedding().width()));
                }
                case Encoding.Missing missing -> {
                    return Reading.unavailable(missing.model());
                }
                case Encoding.Broken(var why) -> {
                    return new Reading.Unknown(why);
                }
            }
        }
        return seen(clauses, cosines, fits ? cosines.getLast() : mean(clauses, cosines));
    }

    private static Reading seen(List<Clause> clauses, List<Double> cosines, double whole) {
        var worst = 0;
        for (var at = 1; at < clauses.size(); at++) {
            if (cosines.get(at) < cosines.get(worst)) {
                worst = at;
            }
        }
        return new Reading.Seen(
                Map.of(Dimension.ALIGNMENT, whole, Dimension.ALIGNMENT_WORST, cosines.get(worst)),
                clauses.size() == 1
                        ? List.of()
                        : List.of(everywhere(clauses.get(worst).text())));
    }

    private static double mean(List<Clause> clauses, List<Double> cosines) {
        var sum = 0.0;
        var weights = 0;
        for (var at = 0; at < clauses.size(); at++) {
            sum += clauses.get(at).weight() * cosines.get(at);
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
