package dev.comfymesh.local.mesh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the line of a component's log that best says why it failed. */
final class LogFile {
    private static final Pattern CAUSE = Pattern.compile("^Caused by: (?:[\\w.$]+: )*(.+)$");
    private static final Pattern EXCEPTION =
            Pattern.compile("^(?:Exception in thread \"[^\"]*\" )?(?:[\\w$]+\\.)+\\w*(?:Exception|Error): (.+)$");
    private static final Pattern ERROR = Pattern.compile("^.*\\bERROR\\b\\s*(.+)$");
    private static final Pattern JVM = Pattern.compile("^Error: (.+)$");
    private static final int LONGEST = 200;

    private LogFile() {}

    /** The root cause before any other exception, and that before any line of level ERROR; empty when there is none. */
    static Optional<String> lastError(Path log) {
        try {
            var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return List.of(CAUSE, EXCEPTION, JVM, ERROR).stream()
                    .flatMap(pattern -> last(lines, pattern).stream())
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> last(List<String> lines, Pattern pattern) {
        return lines.reversed().stream()
                .map(pattern::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> shortened(matcher.group(1).trim()))
                .findFirst();
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
