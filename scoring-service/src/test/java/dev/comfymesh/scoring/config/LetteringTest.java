package dev.comfymesh.scoring.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.adapter.models.ShippedModels;
import dev.comfymesh.scoring.app.Decoder;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Pictures;
import dev.comfymesh.scoring.domain.Region;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.Scorer.Reading;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.text.Lettering;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read in pictures is what ONNX Runtime and OpenCV read in Python; see src/test/golden/lettering.py. */
class LetteringTest {
    private static final Scorer LETTERING =
            new Lettering(ShippedScorers.models(Path.of("none")), ShippedModels.alphabet(), 736);

    @ParameterizedTest
    @ValueSource(strings = {"watermark", "caption", "leaning", "sign", "page"})
    void readsTheSameLinesInTheSamePlaces(String name) throws IOException {
        var expected = expected(name);

        var seen = read(name);

        assertThat(letters(seen.regions().stream().map(Region::label)))
                .isEqualTo(letters(expected.findValuesAsText("text").stream()));
        for (var line = 0; line < expected.size(); line++) {
            assertThat(overlap(seen.regions().get(line), expected.get(line).get("box")))
                    .as(seen.regions().get(line).label())
                    .isGreaterThan(0.85);
        }
        var area = expected.findValues("area").stream()
                .mapToDouble(JsonNode::asDouble)
                .sum();
        assertThat(seen.values().get(Dimension.TEXT_AREA)).isCloseTo(area, within(0.1 * area));
        assertThat(seen.values().get(Dimension.TEXT_LINES)).isEqualTo(expected.size());
    }

    @Test
    void seesNoneInAPhotographWithout() throws IOException {
        var seen = read("photograph");

        assertThat(seen.values())
                .containsOnly(Map.entry(Dimension.TEXT_AREA, 0.0), Map.entry(Dimension.TEXT_LINES, 0.0));
        assertThat(seen.regions()).isEmpty();
    }

    /** The network reads it as an O, and is sure of it. */
    @Test
    void takesARingForNoLetter() {
        var ring = Pictures.of(256, 256, (x, y) -> Math.abs(Math.hypot(x - 128, y - 128) - 70) < 9 ? 30 : 220);

        assertThat(LETTERING.measure(new Features(ring)))
                .isInstanceOfSatisfying(
                        Reading.Seen.class,
                        seen -> assertThat(seen.values())
                                .containsOnly(
                                        Map.entry(Dimension.TEXT_AREA, 0.0), Map.entry(Dimension.TEXT_LINES, 0.0)));
    }

    @Test
    void readsTheSameToTheLastBitOnManyThreads() throws IOException {
        var picture = picture("caption");
        var alone = LETTERING.measure(new Features(picture));

        assertThat(IntStream.range(0, 4).parallel().mapToObj(_ -> LETTERING.measure(new Features(picture))))
                .allMatch(alone::equals);
    }

    @Test
    void isUnavailableWithoutItsModels() {
        var lettering = new Lettering(Models.NONE, ShippedModels.alphabet(), 736);

        assertThat(lettering.measure(new Features(new Picture(1, 1, new byte[1]))))
                .isInstanceOf(Reading.Unavailable.class);
    }

    @Test
    void findsNothingInThePoorestPicture() {
        var speck = LETTERING.measure(new Features(new Picture(1, 1, new byte[1])));

        assertThat(speck)
                .isInstanceOfSatisfying(
                        Reading.Seen.class,
                        seen -> assertThat(seen.values().get(Dimension.TEXT_LINES))
                                .isZero());
    }

    /** Where words are apart by half a pixel, it depends on how the line was enlarged whether a blank is seen. */
    private static List<String> letters(Stream<String> lines) {
        return lines.map(line -> line.replace(" ", "")).toList();
    }

    private static Reading.Seen read(String name) throws IOException {
        return (Reading.Seen) LETTERING.measure(new Features(picture(name)));
    }

    private static double overlap(Region seen, JsonNode box) {
        var left = Math.max(seen.left(), box.get(0).asDouble());
        var top = Math.max(seen.top(), box.get(1).asDouble());
        var right = Math.min(seen.left() + seen.width(), box.get(2).asDouble());
        var bottom = Math.min(seen.top() + seen.height(), box.get(3).asDouble());
        var both = Math.max(0, right - left) * Math.max(0, bottom - top);
        var theirs = (box.get(2).asDouble() - box.get(0).asDouble())
                * (box.get(3).asDouble() - box.get(1).asDouble());
        return both / (seen.width() * seen.height() + theirs - both);
    }

    private static JsonNode expected(String name) throws IOException {
        try (var file = LetteringTest.class.getResourceAsStream("/lettering/expected.json")) {
            return new ObjectMapper().readTree(file).get(name);
        }
    }

    private static Picture picture(String name) throws IOException {
        try (var file = LetteringTest.class.getResourceAsStream("/lettering/%s.png".formatted(name))) {
            var decoded = new ImageIoDecoder()
                    .decode(Objects.requireNonNull(file, name).readAllBytes());
            return ((Decoder.Decoded.Readable) decoded).picture();
        }
    }
}
