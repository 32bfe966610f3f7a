package dev.comfymesh.agent.adapter.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoriesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String OURS = "a_9802f7e1-c2c9-5972-8ac0-8f486ef15f6f_00001_.png";

    @TempDir
    private Path output;

    @Test
    void wipesOldOutputsOfTheMeshWhereverTheyLie() throws IOException {
        var old = file(output.resolve(OURS), NOON.minusSeconds(1));
        var deep = file(Files.createDirectories(output.resolve("x/y")).resolve(OURS), NOON.minusSeconds(1));
        var young = file(output.resolve("b_" + OURS), NOON);
        var others = file(output.resolve("ComfyUI_00001_.png"), Instant.EPOCH);

        assertThat(new OutputDirectories(List.of(output)).wipe(NOON)).isEqualTo(2);

        assertThat(List.of(old, deep)).noneMatch(Files::exists);
        assertThat(List.of(young, others)).allMatch(Files::exists);
    }

    @Test
    void followsNoLinks(@TempDir Path elsewhere) throws IOException {
        var there = file(elsewhere.resolve(OURS), Instant.EPOCH);
        Files.createSymbolicLink(output.resolve("link"), elsewhere);
        Files.createSymbolicLink(output.resolve(OURS), there);

        assertThat(new OutputDirectories(List.of(output)).wipe(NOON)).isZero();

        assertThat(there).exists();
    }

    private static Path file(Path path, Instant changed) throws IOException {
        Files.writeString(path, "picture");
        return Files.setLastModifiedTime(path, FileTime.from(changed));
    }
}
