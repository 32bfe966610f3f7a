package dev.comfymesh.bench.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {
    private static final String HEAD =
            "gmt_create,exec_time_seconds,groupId,num_images_per_prompt,checkpoint_model_version_id,num_lora,other\n";

    @TempDir
    Path directory;

    @Test
    void readsColumnsByTheirNames() throws IOException {
        var file = Files.writeString(
                directory.resolve("trace.csv"),
                HEAD + "2024-11-15 10:00:00,32.5,G1,1.0,M1,0,x\n" + "2024-11-15 10:00:07,8,G2,,M2,1,y\n");

        assertThat(TraceFile.read(file).stretch(10, new SplittableRandom(1)))
                .containsExactly(new Sample(0, "G1", "M1", 0, 1, 32_500), new Sample(7_000, "G2", "M2", 1, 0, 8_000));
    }

    @Test
    void leavesOutWhatNeverRan() throws IOException {
        var file = Files.writeString(directory.resolve("trace.csv"), HEAD + "2024-11-15 10:00:00,,G1,1.0,M1,0,x\n");

        assertThat(TraceFile.read(file).stretch(10, new SplittableRandom(1))).isEmpty();
    }

    @Test
    void saysWhichColumnIsMissing() throws IOException {
        var file = Files.writeString(directory.resolve("trace.csv"), "gmt_create\n2024-11-15 10:00:00\n");

        assertThatThrownBy(() -> TraceFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exec_time_seconds");
    }
}
