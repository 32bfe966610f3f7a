package dev.comfymesh.scoring.adapter.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.scoring.app.ModelRuntime.Unloadable;
import dev.comfymesh.scoring.app.ModelRuntime.Weights.InMemory;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Network.Input;
import dev.comfymesh.scoring.domain.model.Network.Kind;
import dev.comfymesh.scoring.domain.model.Tensor;
import dev.comfymesh.scoring.domain.model.Tensor.Floats;
import dev.comfymesh.scoring.domain.model.Tensor.Longs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {
    private static final int SIDE = 24;
    private static final int PIXELS = 3 * SIDE * SIDE;

    private final Network net = load("tiny-net");

    @Test
    void saysWhatTheModelTakes() {
        assertThat(net.inputs()).containsExactly(new Input("image", Kind.FLOATS, List.of(-1, 3, -1, -1)));
        assertThat(load("tiny-ids").inputs()).containsExactly(new Input("ids", Kind.LONGS, List.of(-1, 5)));
    }

    @Test
    void givesTheSameToTheLastBitInAnyBatchAndOrder() {
        var alone = IntStream.range(0, 6).mapToObj(picture -> embed(picture)).toList();

        assertThat(embed(0, 1, 2, 3, 4, 5)).containsExactly(together(alone, 0, 1, 2, 3, 4, 5));
        assertThat(embed(4, 2, 5)).containsExactly(together(alone, 4, 2, 5));
    }

    @Test
    void givesTheSameToTheLastBitOnManyThreads() {
        var alone = embed(1);

        assertThat(IntStream.range(0, 200).parallel().mapToObj(_ -> embed(1)))
                .allMatch(same -> Arrays.equals(same, alone));
    }

    @Test
    void readsWholeNumbers() {
        var answers = load("tiny-ids").run(Map.of("ids", new Longs(new int[] {1, 5}, new long[] {1, 2, 3, 4, 9})));

        assertThat(answers).containsOnlyKeys("mean", "best");
        assertThat(answers.get("best"))
                .isInstanceOfSatisfying(
                        Longs.class, best -> assertThat(best.values()).hasSize(1));
    }

    @Test
    void objectsToWhatDoesNotFit() {
        var ids = new Longs(new int[] {1}, new long[] {1});
        var flat = new Floats(new int[] {3}, new float[3]);

        assertThatThrownBy(() -> net.run(Map.of("image", ids))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> net.run(Map.of("image", flat))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> net.run(Map.of("picture", flat)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("image");
    }

    @Test
    void doesNotLoadWhatIsNoModel() {
        assertThatThrownBy(() -> new OnnxRuntime().load(new InMemory("no model".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Unloadable.class)
                .hasMessageContaining("refuses");
    }

    private float[] embed(int... pictures) {
        var values = new float[pictures.length * PIXELS];
        for (var at = 0; at < pictures.length; at++) {
            var random = new Random(pictures[at]);
            for (var pixel = 0; pixel < PIXELS; pixel++) {
                values[at * PIXELS + pixel] = random.nextFloat() - 0.5f;
            }
        }
        Tensor answer = Objects.requireNonNull(net.run(
                        Map.of("image", new Floats(new int[] {pictures.length, 3, SIDE, SIDE}, values)))
                .get("embedding"));
        return ((Floats) answer).values();
    }

    private static float[] together(List<float[]> alone, int... pictures) {
        var width = alone.getFirst().length;
        var all = new float[pictures.length * width];
        for (var at = 0; at < pictures.length; at++) {
            System.arraycopy(alone.get(pictures[at]), 0, all, at * width, width);
        }
        return all;
    }

    private static Network load(String name) {
        try (var file = OnnxRuntimeTest.class.getResourceAsStream("/models/%s.onnx".formatted(name))) {
            return new OnnxRuntime().load(new InMemory(Objects.requireNonNull(file).readAllBytes()));
        } catch (IOException | Unloadable broken) {
            throw new AssertionError(name, broken);
        }
    }
}
