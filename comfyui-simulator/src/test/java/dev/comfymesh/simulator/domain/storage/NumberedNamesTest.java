package dev.comfymesh.simulator.domain.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.simulator.domain.json.PythonError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedNamesTest {

    @TempDir
    Path base;

    private Folders folders;

    @BeforeEach
    void open() throws IOException {
        folders = Folders.open(base);
    }

    @Test
    void goesOnAfterTheHighestNumber() throws IOException {
        Files.createFile(base.resolve("output/a_00007_.png"));
        Files.createFile(base.resolve("output/a_00003.flac"));
        Files.createFile(base.resolve("output/ab_00009_.png"));

        var names = new NumberedNames(folders, Root.OUTPUT, "a");

        assertThat(names.next("png").name()).isEqualTo("a_00008_.png");
        assertThat(names.next("png").name()).isEqualTo("a_00009_.png");
    }

    @Test
    void makesFoldersOfThePrefix() throws IOException {
        var file = new NumberedNames(folders, Root.OUTPUT, "x/y/z").next("png");

        assertThat(file.subfolder()).isEqualTo("x/y");
        assertThat(file.path()).isEqualTo(base.resolve("output/x/y/z_00001_.png"));
        assertThat(base.resolve("output/x/y")).isDirectory();
    }

    @Test
    void namesAnEmptyPrefixWithADot() throws IOException {
        assertThat(new NumberedNames(folders, Root.OUTPUT, "").next("png").name())
                .isEqualTo("._00001_.png");
    }

    @Test
    void refusesToLeaveTheFolder() {
        assertThatThrownBy(() -> new NumberedNames(folders, Root.OUTPUT, "../../zz"))
                .isInstanceOf(PythonError.class)
                .hasMessageContaining("Saving image outside the output folder is not allowed");
    }

    @Test
    void resolvesWordsForSizeAndTime() {
        var resolved = NumberedNames.resolved(
                "%width%x%height%/%year%-%month%-%day%_%hour%%minute%%second% %date:yyyy%",
                64, 48, LocalDateTime.of(2026, 3, 9, 7, 5, 1));

        assertThat(resolved).isEqualTo("64x48/2026-03-09_070501 %date:yyyy%");
    }

    @Test
    void numbersTheBatchWithinTheName() throws IOException {
        var names = new NumberedNames(folders, Root.OUTPUT, "b%batch_num%x");

        assertThat(names.next("png").name()).isEqualTo("b0x_00001_.png");
        assertThat(names.next("png").name()).isEqualTo("b1x_00002_.png");
    }
}
