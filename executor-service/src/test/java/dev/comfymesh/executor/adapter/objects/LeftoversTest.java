package dev.comfymesh.executor.adapter.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    private static final Instant LIMIT = Instant.parse("2026-11-22T06:00:00Z");

    @TempDir
    Path directory;

    @Test
    void removesOldFilesAndNoOthers() throws IOException {
        var old = fileOf("old", LIMIT.minusSeconds(1));
        var young = fileOf("young", LIMIT.plusSeconds(1));

        Leftovers.delete(directory, LIMIT);

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    private Path fileOf(String name, Instant changed) throws IOException {
        return Files.setLastModifiedTime(Files.createFile(directory.resolve(name)), FileTime.from(changed));
    }
}
