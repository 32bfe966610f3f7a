package dev.comfymesh.agent.adapter.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldFilesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant BEFORE_NOON = NOON.minusSeconds(1);

    @TempDir
    private Path root;

    @Test
    void goWhereverTheyLieWhenTheyAreOurs() throws IOException {
        var old = file("ours.png", BEFORE_NOON, BEFORE_NOON);
        var deep = file("x/y/ours.png", BEFORE_NOON, BEFORE_NOON);
        var others = file("others.png", Instant.EPOCH, Instant.EPOCH);

        assertThat(wipe()).isEqualTo(2);

        assertThat(List.of(old, deep)).noneMatch(Files::exists);
        assertThat(others).exists();
    }

    @Test
    void stayWhileTheyAreWrittenOrRead() throws IOException {
        var written = file("a-ours.png", NOON, BEFORE_NOON);
        var read = file("b-ours.png", BEFORE_NOON, NOON);

        assertThat(wipe()).isZero();

        assertThat(List.of(written, read)).allMatch(Files::exists);
    }

    @Test
    void areNotLookedForBehindLinks(@TempDir Path elsewhere) throws IOException {
        var there = Files.writeString(elsewhere.resolve("ours.png"), "picture");
        Files.getFileAttributeView(there, BasicFileAttributeView.class)
                .setTimes(FileTime.from(BEFORE_NOON), FileTime.from(BEFORE_NOON), null);
        Files.createSymbolicLink(root.resolve("link"), elsewhere);
        Files.createSymbolicLink(root.resolve("ours.png"), there);

        assertThat(wipe()).isZero();

        assertThat(there).exists();
    }

    private int wipe() throws IOException {
        return new OldFiles(root, path -> path.endsWith("ours.png")).wipe(NOON);
    }

    private Path file(String name, Instant written, Instant read) throws IOException {
        var path = root.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "picture");
        Files.getFileAttributeView(path, BasicFileAttributeView.class)
                .setTimes(FileTime.from(written), FileTime.from(read), null);
        return path;
    }
}
