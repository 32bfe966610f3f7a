package dev.comfymesh.scoring.domain.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comfymesh.scoring.adapter.models.ShippedModels;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Intent;
import dev.comfymesh.scoring.domain.Pictures;
import dev.comfymesh.scoring.domain.Readings;
import dev.comfymesh.scoring.domain.Region;
import dev.comfymesh.scoring.domain.Scorer.Reading;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Models.Found;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Tensor;
import dev.comfymesh.scoring.domain.model.Tensor.Floats;
import dev.comfymesh.scoring.domain.model.Tensor.Longs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AlignmentTest {
    private static final long CAT = 2368;

    private final AtomicInteger encoded = new AtomicInteger();

    @Test
    void isTheCosineOfPictureAndPrompt() {
        assertThat(Readings.values(measure("a cat"))).containsEntry(Dimension.ALIGNMENT, 1.0);
        assertThat(Readings.values(measure("a dog"))).containsEntry(Dimension.ALIGNMENT, 0.0);
    }

    @Test
    void namesTheClauseThatThePictureShowsLeast() {
        var seen = (Reading.Seen) measure("a cat, a dog; a cat again");

        assertThat(seen.values()).containsEntry(Dimension.ALIGNMENT_WORST, 0.0);
        assertThat(seen.regions()).containsExactly(new Region(Dimension.ALIGNMENT_WORST, 0, 0, 1, 1, "a dog"));
    }

    @Test
    void saysTheSameTwiceOfAPromptOfOneClause() {
        var seen = (Reading.Seen) measure("a cat");

        assertThat(seen.values()).containsEntry(Dimension.ALIGNMENT_WORST, 1.0);
        assertThat(seen.regions()).isEmpty();
    }

    @Test
    void isTheMeanByTokensWhereThePromptIsTooLong() {
        var dogs = "dog ".repeat(60).strip();

        assertThat(Readings.values(measure("cat ".repeat(20) + ", " + dogs)).get(Dimension.ALIGNMENT))
                .isCloseTo(0.25, within(1e-9));
    }

    @Test
    void cutsAClauseBetweenWordsThatIsTooLong() {
        var clauses = Clause.of("dog ".repeat(160) + "cat", ShippedModels.tokenizer());

        assertThat(clauses).extracting(Clause::weight).containsExactly(75, 75, 11);
        assertThat(clauses.getLast().text()).endsWith("dog cat");
    }

    @Test
    void countsEachClauseOnceAndNoneWithoutWords() {
        assertThat(Clause.of("a cat,, ,a cat\na dog. 3.14 of them!", ShippedModels.tokenizer()))
                .extracting(Clause::text)
                .containsExactly("a cat", "a dog.", "3.14 of them!");
    }

    @Test
    void looksAtNoMoreClausesThanTheMost() {
        var prompt = new StringBuilder();
        for (var number = 0; number < 100; number++) {
            prompt.append("cat ").append(number).append(", ");
        }

        assertThat(Clause.of(prompt.toString(), ShippedModels.tokenizer())).hasSize(Clause.MOST);
    }

    @Test
    void encodesThePromptOfManyPicturesOnce() {
        var scorer = new Alignment(models(2), ShippedModels::tokenizer);
        for (var picture = 0; picture < 5; picture++) {
            scorer.measure(features("a cat"));
        }

        assertThat(encoded).hasValue(1);
    }

    @Test
    void isUnknownWithoutAPrompt() {
        assertThat(measure(" ")).isEqualTo(new Reading.Unknown("The job names no prompt."));
        assertThat(measure(", ,")).isInstanceOf(Reading.Unknown.class);
    }

    @Test
    void saysWhichModelIsMissing() {
        var picture = features("a cat");

        assertThat(new Alignment(new TinyClip("clip-image"), ShippedModels::tokenizer).measure(picture))
                .isEqualTo(new Reading.Unavailable("clip-image", "Nobody brought it."));
        assertThat(new Alignment(new TinyClip("clip-text"), ShippedModels::tokenizer).measure(picture))
                .isEqualTo(new Reading.Unavailable("clip-text", "Nobody brought it."));
        assertThat(new Aesthetics(new TinyClip("aesthetic-head")).measure(picture))
                .isEqualTo(new Reading.Unavailable("aesthetic-head", "Nobody brought it."));
        assertThat(new Aesthetics(new TinyClip("clip-image")).measure(picture))
                .isEqualTo(new Reading.Unavailable("clip-image", "Nobody brought it."));
    }

    @Test
    void isUnknownWhereTheTwoEncodersAreOfDifferentModels() {
        var reading = new Alignment(models(3), ShippedModels::tokenizer).measure(features("a cat"));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("2 numbers", "3"));
    }

    @Test
    void isUnknownWhereAModelBreaks() {
        Models broken = id -> new Found.Ready(id, "x", network(List.of(), _ -> Map.of()));

        assertThat(new Alignment(broken, ShippedModels::tokenizer).measure(features("a cat")))
                .isInstanceOf(Reading.Unknown.class);
    }

    private Reading measure(String prompt) {
        return new Alignment(models(2), ShippedModels::tokenizer).measure(features(prompt));
    }

    private static Features features(String prompt) {
        return new Features(Pictures.flat(51), new Intent(Optional.of(prompt), List.of(), Optional.empty()));
    }

    /** To them every picture is a cat, and a text is as long as it says nothing of cats. */
    private Models models(int textWidth) {
        var pixels = new Network.Input("x", Network.Kind.FLOATS, List.of(-1, 3, -1, -1));
        var tokens = new Network.Input("ids", Network.Kind.LONGS, List.of(-1, 77));
        return id -> id.equals(PictureEmbedding.MODEL)
                ? new Found.Ready(id, "p", network(List.of(pixels), _ -> row(1, 0)))
                : new Found.Ready(id, "t", network(List.of(tokens), given -> text(given, textWidth)));
    }

    private Map<String, Tensor> text(Map<String, Tensor> given, int width) {
        encoded.incrementAndGet();
        var row = ((Longs) given.get("ids")).values();
        var direction = new float[width];
        direction[Arrays.stream(row).anyMatch(token -> token == CAT) ? 0 : 1] = 5;
        return row(direction);
    }

    private static Map<String, Tensor> row(float... values) {
        return Map.of("y", new Floats(new int[] {1, values.length}, values));
    }

    private static Network network(List<Network.Input> inputs, Network answers) {
        return new Network() {
            @Override
            public Map<String, Tensor> run(Map<String, Tensor> given) {
                return answers.run(given);
            }

            @Override
            public List<Input> inputs() {
                return inputs;
            }
        };
    }
}
