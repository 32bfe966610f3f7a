package dev.comfymesh.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Models.Found;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;

/** What real networks answered to {@code faces/astronaut.png}, given again to who shows them the same; see faces.py. */
public final class RecordedFaces {
    public static final JsonNode GOLDEN = golden();
    private static final JsonNode YUNET = GOLDEN.get("yunet");

    private RecordedFaces() {}

    /** The detector and the mesh, which see nothing in other pictures. */
    public static Models models() {
        return only(Map.of(
                "yunet",
                input -> yuNet(
                        input,
                        crc32(values(input, "input")) == YUNET.get("inputCrc32").asLong()),
                "face-mesh",
                input -> mesh(recorded(values(input, "input_1")))));
    }

    /** The same, which see the same in every picture of that size, and an embedder. */
    public static Models whateverTheLight(Network embedder) {
        return only(Map.of(
                "yunet",
                input -> yuNet(input, true),
                "face-mesh",
                _ -> mesh(GOLDEN.get("mesh").get(1)),
                "face-embedder",
                embedder));
    }

    /** These alone. */
    public static Models only(Map<String, Network> networks) {
        return id -> networks.containsKey(id)
                ? new Found.Ready(id, "recorded", networks.get(id))
                : new Found.Missing(id, "Nobody has brought one.");
    }

    public static byte[] photograph() {
        try (var file = RecordedFaces.class.getResourceAsStream("/faces/astronaut.png")) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<String, Tensor> yuNet(Map<String, Tensor> input, boolean known) {
        var shape = Objects.requireNonNull(input.get("input")).shape();
        var sameSize = shape[2] == YUNET.get("shape").get(2).asInt()
                && shape[3] == YUNET.get("shape").get(3).asInt();
        var answers = new HashMap<String, Tensor>();
        for (var stride : new int[] {8, 16, 32}) {
            var cells = shape[2] / stride * (shape[3] / stride);
            var recorded = known && sameSize ? YUNET.get("cells").path(String.valueOf(stride)) : NullNode.getInstance();
            answers.put("cls_" + stride, part(cells, recorded, 0, 1));
            answers.put("obj_" + stride, part(cells, recorded, 1, 1));
            answers.put("bbox_" + stride, part(cells, recorded, 2, 4));
            answers.put("kps_" + stride, part(cells, recorded, 6, 10));
        }
        return answers;
    }

    private static Tensor part(int cells, JsonNode recorded, int first, int count) {
        var values = new float[cells * count];
        recorded.properties().forEach(cell -> {
            for (var index = 0; index < count; index++) {
                values[Integer.parseInt(cell.getKey()) * count + index] =
                        cell.getValue().get(first + index).floatValue();
            }
        });
        return new Tensor.Floats(new int[] {1, cells, count}, values);
    }

    /** It was shown two patches; they are told by how light they are. */
    private static JsonNode recorded(float[] shown) {
        var mean = 0.0;
        for (var value : shown) {
            mean += value / shown.length;
        }
        for (var look : GOLDEN.get("mesh")) {
            if (Math.abs(look.get("patchMean").asDouble() - mean) < 0.0005) {
                return look;
            }
        }
        throw new AssertionError("No patch of that lightness was recorded: " + mean);
    }

    private static Map<String, Tensor> mesh(JsonNode look) {
        var points = new float[look.get("points").size()];
        for (var index = 0; index < points.length; index++) {
            points[index] = look.get("points").get(index).floatValue();
        }
        var presence = new float[] {look.get("presence").floatValue()};
        return Map.of(
                "conv2d_21", new Tensor.Floats(new int[] {1, 1, 1, points.length}, points),
                "conv2d_31", new Tensor.Floats(new int[] {1, 1, 1, 1}, presence));
    }

    private static float[] values(Map<String, Tensor> input, String name) {
        return ((Tensor.Floats) Objects.requireNonNull(input.get(name))).values();
    }

    private static long crc32(float[] values) {
        var bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asFloatBuffer().put(values);
        var checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    private static JsonNode golden() {
        try (var file = RecordedFaces.class.getResourceAsStream("/faces/astronaut.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
