package dev.comfymesh.scoring.domain.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.scoring.adapter.models.ShippedModels;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Embedding;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Intent;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Readings;
import dev.comfymesh.scoring.domain.clip.Encoding.Encoded;
import dev.comfymesh.scoring.domain.model.Models.Found;
import dev.comfymesh.scoring.domain.model.Tensor;
import dev.comfymesh.scoring.domain.model.Tensor.Floats;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The golden embeddings are PyTorch's; see clip_model.py. */
class ClipEmbeddingsTest {
    private static final JsonNode GOLDEN = golden();
    private static final int PIXELS = 3 * 224 * 224;

    private final TinyClip models = new TinyClip();
    private final TextEmbeddings texts = new TextEmbeddings(models, ShippedModels::tokenizer);

    @Test
    void embedsPicturesAsTheFrameworkDoes() {
        GOLDEN.required("pictures")
                .forEach(golden ->
                        assertThat(picture(golden).cosine(embedding(golden))).isGreaterThanOrEqualTo(1 - 1e-6));
    }

    @Test
    void embedsTextsAsTheFrameworkDoes() {
        GOLDEN.required("texts")
                .forEach(golden -> assertThat(
                                text(golden.required("text").textValue()).cosine(embedding(golden)))
                        .isGreaterThanOrEqualTo(1 - 1e-6));
    }

    @Test
    void givesTheCosinesOfTheFramework() {
        var scorer = new Alignment(models, ShippedModels::tokenizer);
        for (var row = 0; row < pictures().size(); row++) {
            for (var column : List.of(0, 1, 4, 5)) {
                var prompt =
                        GOLDEN.required("texts").get(column).required("text").textValue();
                var features = new Features(
                        new Picture(ClipPixelsTest.colours(pictures().get(row))),
                        new Intent(Optional.of(prompt), List.of(), Optional.empty()));

                assertThat(Readings.values(scorer.measure(features)).get(Dimension.ALIGNMENT))
                        .isCloseTo(
                                GOLDEN.required("cosines").get(row).get(column).doubleValue(), within(1e-6));
            }
        }
    }

    @Test
    void givesTheAestheticsOfTheFramework() {
        var scorer = new Aesthetics(models);
        for (var row = 0; row < pictures().size(); row++) {
            var features =
                    new Features(new Picture(ClipPixelsTest.colours(pictures().get(row))));

            assertThat(Readings.values(scorer.measure(features)).get(Dimension.AESTHETICS))
                    .isCloseTo(GOLDEN.required("aesthetics").get(row).doubleValue(), within(1e-4));
        }
    }

    @Test
    void embedsToTheLastBitTheSameInAnyBatchAndOrder() {
        var alone =
                IntStream.range(0, pictures().size()).mapToObj(at -> raw(at)).toList();

        for (var order : List.of(List.of(0, 1, 2, 3, 4, 5), List.of(5, 3, 1), List.of(2, 2, 2, 0))) {
            var together = raw(order.stream().mapToInt(at -> at).toArray());
            var width = alone.getFirst().length;
            for (var at = 0; at < order.size(); at++) {
                assertThat(Arrays.copyOfRange(together, at * width, (at + 1) * width))
                        .containsExactly(alone.get(order.get(at)));
            }
        }
    }

    @Test
    void embedsToTheLastBitTheSameOnManyThreadsAndAgain() {
        var alone = pictures().stream().map(this::picture).toList();
        var words = text("a photo of a cat");

        assertThat(IntStream.range(0, 60)
                        .parallel()
                        .mapToObj(at -> picture(pictures().get(at % 6)))
                        .toList())
                .containsExactlyElementsOf(
                        IntStream.range(0, 60).mapToObj(at -> alone.get(at % 6)).toList());
        assertThat(((Encoded) new TextEmbeddings(models, ShippedModels::tokenizer).of("a photo of a cat")).embedding())
                .isEqualTo(words);
    }

    private float[] raw(int... order) {
        var pixels = new float[order.length * PIXELS];
        for (var at = 0; at < order.length; at++) {
            var seen = Preprocessing.of(ClipPixelsTest.colours(pictures().get(order[at])), 224);
            System.arraycopy(seen.values(), 0, pixels, at * PIXELS, PIXELS);
        }
        var given = Map.<String, Tensor>of("pixel_values", new Floats(new int[] {order.length, 3, 224, 224}, pixels));
        return ((Floats) ((Found.Ready) models.find(PictureEmbedding.MODEL))
                        .network()
                        .run(given)
                        .get("image_embeds"))
                .values();
    }

    private Embedding picture(JsonNode golden) {
        var features = new Features(new Picture(ClipPixelsTest.colours(golden)));
        return ((Encoded) features.of(new PictureEmbedding(models))).embedding();
    }

    private Embedding text(String text) {
        return ((Encoded) texts.of(text)).embedding();
    }

    private static List<JsonNode> pictures() {
        return GOLDEN.required("pictures").valueStream().toList();
    }

    private static Embedding embedding(JsonNode golden) {
        var numbers = golden.required("embedding");
        var raw = new float[numbers.size()];
        for (var at = 0; at < raw.length; at++) {
            raw[at] = numbers.get(at).floatValue();
        }
        return Embedding.of("golden", raw);
    }

    private static JsonNode golden() {
        try {
            return new ObjectMapper().readTree(ClipEmbeddingsTest.class.getResource("/clip/embeddings.json"));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
