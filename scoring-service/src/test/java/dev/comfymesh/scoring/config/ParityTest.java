package dev.comfymesh.scoring.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.scoring.SamplePictures;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.app.Decoder.Decoded;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Fingerprint;
import dev.comfymesh.scoring.domain.Laplacian;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.model.Models;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured in photographs is what the programs that everybody compares with measure; see parity.py. */
class ParityTest {
    private static final JsonNode GOLDEN = golden();
    private static final Panel PANEL = new Panel(ShippedScorers.all(Models.NONE), () -> 0);

    static Stream<String> names() {
        return GOLDEN.properties().stream().map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("names")
    void lumaIsThatOfOpenCvToTheLastBit(String name) {
        var picture = picture(name + "-colours.png");
        var checksum = new CRC32();
        for (var index = 0; index < picture.pixels(); index++) {
            checksum.update(picture.at(index));
        }

        assertThat(checksum.getValue()).isEqualTo(golden(name, "lumaCrc32").asLong());
    }

    @ParameterizedTest
    @MethodSource("names")
    void theLaplacianVariesAsThatOfOpenCv(String name) {
        var golden = golden(name, "laplacianVariance").asDouble();
        var plane = new Features(picture(name + ".png")).of(new Laplacian(512, 0));
        var alike = new double[plane.values().length];
        Arrays.fill(alike, 1);

        assertThat(plane.variance(alike)).isCloseTo(golden, within(1e-9 * golden));
    }

    @ParameterizedTest
    @MethodSource("names")
    void fingerprintsAreThoseOfSciPysTransform(String name) {
        assertThat(Fingerprint.of(picture(name + ".png")))
                .hasToString(golden(name, "fingerprint").asText());
    }

    @ParameterizedTest
    @MethodSource("names")
    void brisqueIsThatOfOpenCv(String name) {
        // In blocks that are flat, OpenCV's rounding decides which numbers are above zero and which are below.
        var tolerance = name.endsWith("-jpeg") ? 0.2 : 0.01;
        assertThat(measured(name, Dimension.BRISQUE))
                .isCloseTo(golden(name, "brisque").asDouble(), within(tolerance));
    }

    @ParameterizedTest
    @MethodSource("names")
    void niqeIsThatOfBasicSr(String name) {
        assertThat(measured(name, Dimension.NIQE))
                .isCloseTo(golden(name, "niqe").asDouble(), within(0.01));
    }

    private static double measured(String name, Dimension dimension) {
        return PANEL.measure(picture(name + ".png"), Set.of(dimension)).of(dimension);
    }

    private static Picture picture(String file) {
        return switch (new ImageIoDecoder().decode(SamplePictures.photograph(file))) {
            case Decoded.Readable(var picture) -> picture;
            case Decoded.Unreadable(var why) -> throw new AssertionError(why);
        };
    }

    private static JsonNode golden(String name, String what) {
        return GOLDEN.required(name).required(what);
    }

    private static JsonNode golden() {
        try {
            return new ObjectMapper().readTree(SamplePictures.photograph("golden.json"));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
