package dev.comfymesh.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The whole repository, read as text: what no compiler sees. Long files and methods are reported, not refused. */
class TidyTest {
    private static final int LONG_FILE = 300;
    private static final int LONG_METHOD = 40;
    // Put together here, so that this file does not contain what it looks for.
    private static final Pattern MARKER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
    private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");

    private static final Sources SOURCES = Sources.ofRepository();

    @Test
    void nothingIsLeftForLater() throws IOException {
        assertThat(SOURCES.files())
                .allSatisfy(file -> assertThat(
                                MARKER.matcher(Files.readString(file)).find())
                        .as("a marker in %s", file)
                        .isFalse());
    }

    @Test
    void fileNamesSaySomething() throws IOException {
        assertThat(SOURCES.files())
                .filteredOn(file -> !file.toString().contains("planted"))
                .noneMatch(file -> BannedWords.areIn(file.getFileName().toString()));
    }

    @Test
    void theReadmeNamesEveryModule() throws IOException {
        var text = Files.readString(SOURCES.root().resolve("README.md"));

        assertThat(modules()).allMatch(text::contains);
    }

    @Test
    void reportsWhatHasGrownLong() throws IOException {
        for (var file : SOURCES.files()) {
            if (file.toString().endsWith(".java")) {
                report(SOURCES.root().relativize(file), Files.readAllLines(file));
            }
        }
    }

    private static void report(Path file, List<String> lines) {
        if (lines.size() > LONG_FILE) {
            System.out.printf("long file: %s has %d lines%n", file, lines.size());
        }
        for (var method : Sources.methods(lines)) {
            if (method.lines() > LONG_METHOD) {
                System.out.printf("long method: %s:%d has %d lines%n", file, method.firstLine(), method.lines());
            }
        }
    }

    private static List<String> modules() throws IOException {
        var pom = Files.readString(SOURCES.root().resolve("pom.xml"));
        return MODULE.matcher(pom)
                .results()
                .map(MatchResult::group)
                .map(module -> MODULE.matcher(module).replaceAll("$1"))
                .toList();
    }
}
