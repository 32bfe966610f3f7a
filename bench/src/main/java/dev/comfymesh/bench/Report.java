package dev.comfymesh.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.bench.Figure.Bound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a bench found out: a table for people, and JSON for programs in {@code bench/results}. */
final class Report {
    private static final String HEAD = "  %-44s %10s %-6s %-10s %-10s".formatted("", "measured", "", "must", "goal");

    private final String name;
    private final double loadBefore = Machine.load();
    private final List<Figure> figures = new ArrayList<>();
    private final ObjectNode json = Client.JSON.createObjectNode();

    Report(String name) {
        this.name = name;
    }

    ObjectNode json() {
        return json;
    }

    Report add(String figure, double value, String unit) {
        figures.add(new Figure(figure, value, unit, null));
        return this;
    }

    Report add(String figure, double value, String unit, Bound bound) {
        figures.add(new Figure(figure, value, unit, bound));
        return this;
    }

    /** The table: what was measured, and beside it what it must be and what it wants to be. */
    String table() {
        var rows = figures.stream().map(Figure::row).toList();
        return "%s on %d cores, load average %.1f before and %.1f after%n%n%s%n%s%n%n%s%n"
                .formatted(
                        name,
                        Machine.cores(),
                        loadBefore,
                        Machine.load(),
                        HEAD.stripTrailing(),
                        String.join("\n", rows),
                        "With other work on the machine only ratios and CPU time per job say much.");
    }

    /** Prints the table and writes the JSON; answers where it is. */
    Path publish() {
        json.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        json.set("machine", Machine.json(loadBefore));
        var file = Machine.root().resolve("bench/results").resolve(name + ".json");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, json.toPrettyString() + "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        System.out.println("\n" + table() + "\n" + Machine.root().relativize(file));
        return file;
    }

    static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
