package dev.comfymesh.scoring.domain.clip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.scoring.SamplePictures;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.app.Decoder.Decoded;
import dev.comfymesh.scoring.domain.Colours;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden pixels are those of Pillow and torchvision; see clip_pixels.py. */
class ClipPixelsTest {
    private static final int SIDE = 224;

    static List<JsonNode> pictures() throws IOException {
        return new ObjectMapper()
                .readTree(ClipPixelsTest.class.getResource("/clip/pixels.json"))
                .valueStream()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void seesTheSamePixelsToTheLastBit(JsonNode golden) {
        var square = Preprocessing.square(colours(golden), SIDE);
        var bytes = ByteBuffer.allocate(3 * SIDE * SIDE);
        for (var at = 0; at < bytes.capacity(); at++) {
            bytes.put(at, (byte) square.sample(at));
        }

        assertThat(digest(bytes)).isEqualTo(golden.get("bytes").textValue());
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void givesTheSameNumbersToTheLastBit(JsonNode golden) {
        var tensor = Preprocessing.of(colours(golden), SIDE);
        var bytes = ByteBuffer.allocate(Float.BYTES * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.values());

        assertThat(List.of(tensor.values()[0], tensor.values()[SIDE * SIDE], tensor.values()[2 * SIDE * SIDE]))
                .containsExactlyElementsOf(golden.get("first")
                        .valueStream()
                        .map(JsonNode::floatValue)
                        .toList());
        assertThat(digest(bytes)).isEqualTo(golden.get("floats").textValue());
    }

    static Colours colours(JsonNode golden) {
        return golden.has("file")
                ? photograph(golden.get("file").textValue())
                : pattern(golden.get("width").intValue(), golden.get("height").intValue());
    }

    private static Colours pattern(int width, int height) {
        var bands = new byte[3 * width * height];
        for (var at = 0; at < bands.length; at++) {
            var band = at % 3;
            var x = at / 3 % width;
            var y = at / 3 / width;
            bands[at] = (byte) (x * x * (3 + band) + y * y * 5 + x * y * (band + 1) + 31 * band >> 3);
        }
        return new Colours(width, height, bands);
    }

    private static Colours photograph(String file) {
        return switch (new ImageIoDecoder().decode(SamplePictures.photograph(file.replace("parity/", "")))) {
            case Decoded.Readable(var picture) -> picture.colours();
            case Decoded.Unreadable(var why) -> throw new AssertionError(why);
        };
    }

    private static String digest(ByteBuffer bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
