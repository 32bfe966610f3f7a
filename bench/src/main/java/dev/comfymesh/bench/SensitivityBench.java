package dev.comfymesh.bench;

import dev.comfymesh.bench.Figure.Bound;
import dev.comfymesh.bench.scoring.Degradation;
import dev.comfymesh.bench.scoring.Photograph;
import dev.comfymesh.bench.scoring.Sensitivity;
import dev.comfymesh.scoring.config.ShippedScorers;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.model.Models;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether each dimension tells the damage that it is there for, and leaves the other kinds alone. */
@Command(
        name = "sensitivity",
        description = "What is measured as photographs are spoiled step by step; it needs no mesh.")
final class SensitivityBench implements Runnable {
    private static final String FEW = "scoring-service/src/test/resources/parity";

    @Option(names = "--photos", description = "A folder of photographs; without it the few small ones of the tests.")
    @Nullable
    Path photos;

    @Override
    public void run() {
        var photographs = Photograph.in(photos == null ? Machine.root().resolve(FEW) : photos);
        var matrix = Sensitivity.of(photographs, new Panel(ShippedScorers.all(Models.NONE), System::nanoTime));
        System.out.printf("Rank correlation with the level, mean of %d photographs%n%n", photographs.size());
        System.out.println(table(matrix, (_, cell) -> cell.correlation()));
        System.out.println(
                "Change at the last level, as a share of the greatest change of the dimension by any damage\n");
        System.out.println(table(matrix, (dimension, cell) -> cell.effect() / greatest(matrix, dimension)));
        var report = new Report("sensitivity");
        report.json().put("photographs", photographs.size());
        matrix.forEach((degradation, cells) -> {
            var told = Math.abs(cell(cells, degradation.tells()).correlation());
            var name = "%s, as %s tells it"
                    .formatted(word(degradation), degradation.tells().word());
            report.add(name, told, "", Bound.atLeast(0.95, 0.99));
        });
        write(matrix, report, "correlation", (_, cell) -> cell.correlation());
        write(matrix, report, "effect", (dimension, cell) -> cell.effect() / greatest(matrix, dimension));
        report.publish();
    }

    /** Without those for which a model is missing, or a prompt. */
    private static List<Dimension> measured(Map<Degradation, Map<Dimension, Sensitivity>> matrix) {
        return Arrays.stream(Dimension.values())
                .filter(dimension -> matrix.values().stream()
                        .noneMatch(cells -> Double.isNaN(cell(cells, dimension).correlation())))
                .toList();
    }

    private static double greatest(Map<Degradation, Map<Dimension, Sensitivity>> matrix, Dimension dimension) {
        return matrix.values().stream()
                .mapToDouble(cells -> Math.abs(cell(cells, dimension).effect()))
                .max()
                .orElse(0);
    }

    private static String table(
            Map<Degradation, Map<Dimension, Sensitivity>> matrix, ToDoubleBiFunction<Dimension, Sensitivity> number) {
        var table = new StringBuilder("  %-18s".formatted(""));
        matrix.keySet().forEach(degradation -> table.append("%10s".formatted(word(degradation))));
        for (var dimension : measured(matrix)) {
            table.append("%n  %-18s".formatted(dimension.word()));
            matrix.forEach((degradation, cells) -> {
                var shown = String.format(Locale.ROOT, "%.2f", number.applyAsDouble(dimension, cell(cells, dimension)));
                table.append("%10s".formatted(degradation.tells() == dimension ? "*" + shown : shown));
            });
        }
        return table.append(System.lineSeparator()).toString();
    }

    private static void write(
            Map<Degradation, Map<Dimension, Sensitivity>> matrix,
            Report report,
            String name,
            ToDoubleBiFunction<Dimension, Sensitivity> number) {
        var json = report.json().putObject(name);
        for (var dimension : measured(matrix)) {
            var row = json.putObject(dimension.word());
            matrix.forEach((degradation, cells) -> row.put(
                    word(degradation), Report.rounded(number.applyAsDouble(dimension, cell(cells, dimension)))));
        }
    }

    private static Sensitivity cell(Map<Dimension, Sensitivity> cells, Dimension dimension) {
        return Objects.requireNonNull(cells.get(dimension), dimension::word);
    }

    private static String word(Degradation degradation) {
        return degradation.name().toLowerCase(Locale.ROOT);
    }
}
