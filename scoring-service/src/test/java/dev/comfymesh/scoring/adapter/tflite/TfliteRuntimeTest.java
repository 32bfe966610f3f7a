package dev.comfymesh.scoring.adapter.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.scoring.app.ModelRuntime.Unloadable;
import dev.comfymesh.scoring.app.ModelRuntime.Weights.InMemory;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Network.Input;
import dev.comfymesh.scoring.domain.model.Network.Kind;
import dev.comfymesh.scoring.domain.model.Tensor.Floats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(
        value = OS.LINUX,
        architectures = "amd64",
        disabledReason = "the native library is that of Linux on x86-64")
class TfliteRuntimeTest {
    private static final float[] SMALL = {1, 0, 0, 1, 2, 0, 1, 1};

    @Test
    void saysWhatTheModelTakes() throws Exception {
        assertThat(load().inputs()).containsExactly(new Input("small", Kind.FLOATS, List.of(1, 2, 2, 2)));
    }

    @Test
    void knowsTheOperatorThatMediaPipeAdds() throws Exception {
        // Each pixel becomes four: its two channels weighed by the kernel's, and the bias.
        assertThat(run(load()))
                .containsExactly(
                        1.5f, 2.5f, 10.5f, 20.5f, //
                        3.5f, 4.5f, 30.5f, 40.5f, //
                        2.5f, 4.5f, 11.5f, 22.5f, //
                        6.5f, 8.5f, 33.5f, 44.5f);
    }

    @Test
    void givesTheSameOnManyThreads() throws Exception {
        var network = load();
        var alone = run(network);

        assertThat(IntStream.range(0, 200).parallel().mapToObj(_ -> run(network)))
                .allMatch(same -> Arrays.equals(same, alone));
    }

    @Test
    void objectsToWhatDoesNotFit() throws Exception {
        var network = load();

        assertThatThrownBy(() -> network.run(Map.of("small", new Floats(new int[] {8}, SMALL))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> network.run(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("small");
    }

    @Test
    void doesNotLoadWhatIsNoModel() {
        var content = new InMemory("this is no model at all".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> new TfliteRuntime().load(content)).isInstanceOf(Unloadable.class);
    }

    private static float[] run(Network network) {
        var answers = network.run(Map.of("small", new Floats(new int[] {1, 2, 2, 2}, SMALL)));
        return ((Floats) Objects.requireNonNull(answers.get("large"))).values();
    }

    private static Network load() throws IOException, Unloadable {
        try (var file = TfliteRuntimeTest.class.getResourceAsStream("/models/tiny-upsampling.tflite")) {
            return new TfliteRuntime()
                    .load(new InMemory(Objects.requireNonNull(file).readAllBytes()));
        }
    }
}
