package dev.comfymesh.scoring.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.scoring.RecordedFaces;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.app.Decoder.Decoded;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Intent;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Region;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Tensor;
import dev.comfymesh.scoring.domain.sight.Box;
import dev.comfymesh.scoring.domain.sight.Crop;
import dev.comfymesh.scoring.domain.sight.Inference;
import dev.comfymesh.scoring.domain.sight.Outputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The real weights on real photographs. Neither are kept here, so this is skipped unless {@code -Dcomfymesh.models} names a folder
 * of models and {@code -Dcomfymesh.photographs} one with those of {@code faces/photographs.json}; see faces.py.
 */
@EnabledIfSystemProperty(named = "comfymesh.models", matches = ".+")
@EnabledIfSystemProperty(named = "comfymesh.photographs", matches = ".+")
class RealFacesTest {
    private static final Path PHOTOGRAPHS = Path.of(System.getProperty("comfymesh.photographs", ""));
    private static final Set<Dimension> ALL = EnumSet.range(Dimension.FACE_COUNT, Dimension.HANDS);

    private final Models models = ShippedScorers.models(Path.of(System.getProperty("comfymesh.models", "")));
    private final Panel panel = new Panel(ShippedScorers.all(models), () -> 0);

    @Test
    void areWhereOpenCvFindsThemWithTheSameWeights() throws IOException {
        for (var golden : golden().properties()) {
            var picture = picture(PHOTOGRAPHS.resolve(golden.getKey()));
            var boxes = boxes(picture, panel.measure(new Features(picture), Set.of(Dimension.FACE_COUNT)));

            assertThat(boxes).as("%s", golden.getKey()).hasSameSizeAs(golden.getValue());
            for (var expected : golden.getValue()) {
                var nearest = boxes.stream()
                        .mapToDouble(box(expected).within(picture.width(), picture.height())::overlap)
                        .max();
                assertThat(nearest.orElse(0))
                        .as("%s: %s", golden.getKey(), expected)
                        .isGreaterThan(0.95);
            }
        }
    }

    @Test
    void areTheSameToTheLastBitInWhateverOrderAndHoweverManyThreads() throws Exception {
        var alone = new HashMap<Path, Measurements>();
        for (var file : files()) {
            alone.put(file, measure(file, ALL));
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            var files = files().reversed();
            var together = threads.invokeAll(files.stream()
                    .<Callable<Measurements>>map(file -> () -> measure(file, ALL))
                    .toList());

            for (var index = 0; index < files.size(); index++) {
                assertThat(together.get(index).get()).isEqualTo(alone.get(files.get(index)));
            }
        }
    }

    @Test
    void peopleAreWhereLiteRtSeesThem() {
        var colours = picture(RecordedFaces.photograph()).colours();
        var shown = Crop.whole(colours.width(), colours.height()).pixelByPixel(colours, 256, 0, 255);
        var likely = Inference.network(models, "selfie-segmentation")
                .map(network -> Outputs.floats(network.run(Map.of("input_1", shown)), "activation_10"));

        assertThat(share((Inference.Made<Tensor.Floats>) likely))
                .isCloseTo(RecordedFaces.GOLDEN.get("peopleShare").asDouble(), within(0.01));
    }

    @Test
    void aFaceIsLikeItselfAndUnlikeAnothers() throws IOException {
        var astronaut = new Features(picture(PHOTOGRAPHS.resolve("astronaut.png")));
        var admiral = new Features(picture(PHOTOGRAPHS.resolve("grace_hopper.jpg")));
        var intent = new Intent(Optional.empty(), List.of(astronaut), Optional.empty());

        var herself = new Features(picture(RecordedFaces.photograph()), intent);
        var another = new Features(admiral.picture(), intent);

        assertThat(likeness(herself)).isGreaterThan(0.9);
        assertThat(likeness(another)).isLessThan(0.6);
    }

    private double likeness(Features features) {
        return panel.measure(features, Set.of(Dimension.LIKENESS)).of(Dimension.LIKENESS);
    }

    private static double share(Inference.Made<Tensor.Floats> likely) {
        var values = likely.it().values();
        return (double) IntStream.range(0, values.length)
                        .filter(pixel -> values[pixel] > 0.5)
                        .count()
                / values.length;
    }

    private static List<Box> boxes(Picture picture, Measurements measured) {
        return measured.regions().stream().map(region -> box(picture, region)).toList();
    }

    private static Box box(Picture picture, Region region) {
        return new Box(
                region.left() * picture.width(),
                region.top() * picture.height(),
                region.width() * picture.width(),
                region.height() * picture.height());
    }

    private static Box box(JsonNode numbers) {
        return new Box(
                numbers.get(0).asDouble(),
                numbers.get(1).asDouble(),
                numbers.get(2).asDouble(),
                numbers.get(3).asDouble());
    }

    private static JsonNode golden() throws IOException {
        try (var file = RealFacesTest.class.getResourceAsStream("/faces/photographs.json")) {
            return new ObjectMapper().readTree(file);
        }
    }

    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        golden().fieldNames().forEachRemaining(name -> files.add(PHOTOGRAPHS.resolve(name)));
        return files;
    }

    private Measurements measure(Path file, Set<Dimension> wanted) throws IOException {
        return panel.measure(new Features(picture(file)), wanted);
    }

    private static Picture picture(Path file) throws IOException {
        return picture(Files.readAllBytes(file));
    }

    private static Picture picture(byte[] content) {
        return switch (new ImageIoDecoder().decode(content)) {
            case Decoded.Readable(var picture) -> picture;
            case Decoded.Unreadable(var why) -> throw new AssertionError(why);
        };
    }
}
