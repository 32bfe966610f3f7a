package dev.comfymesh.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
    @TempDir
    private Path directory;

    private Path version;

    @BeforeEach
    void unpackOneFile() throws IOException {
        version = Files.createDirectories(directory.resolve("PG-1/bin")).getParent();
        Files.createFile(version.resolve("bin/postgres"));
    }

    @Test
    void discardsWhatAKilledProcessHalfUnpacked() throws IOException {
        Files.createFile(version.resolve("epg-lock"));

        new Binaries(directory).discardHalfUnpacked();

        assertThat(version).doesNotExist();
    }

    @Test
    void keepsWhatIsWhole() throws IOException {
        Files.createFile(version.resolve(".exists"));

        new Binaries(directory).discardHalfUnpacked();

        assertThat(version.resolve("bin/postgres")).exists();
    }

    @Test
    void createsTheDirectoryWhenThereIsNone() throws IOException {
        var missing = directory.resolve("not/yet");

        new Binaries(missing).discardHalfUnpacked();

        assertThat(missing).isEmptyDirectory();
    }
}
