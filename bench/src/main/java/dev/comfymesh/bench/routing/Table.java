package dev.comfymesh.bench.routing;

import dev.comfymesh.bench.routing.Study.Line;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The results as a table for people: a row for each strategy at each load, means with half of their 95 % interval. */
public final class Table {
    private static final List<Column> COLUMNS = List.of(
            new Column("$/1k", Metric.COST_PER_1K, 1, 2),
            new Column("regret %", Metric.REGRET, 100, 0),
            new Column("in time %", Metric.SLO_INTERACTIVE, 100, 1),
            new Column("batch %", Metric.SLO_BATCH, 100, 1),
            new Column("p50 s", Metric.P50_SECONDS, 1, 0),
            new Column("p95 s", Metric.P95_SECONDS, 1, 0),
            new Column("cold %", Metric.COLD_SHARE, 100, 1),
            new Column("to liar", Metric.LOST_TO_LIAR, 1, 0),
            new Column("to outage", Metric.LOST_TO_OUTAGE, 1, 0),
            new Column("victims x", Metric.VICTIM_P95_RATIO, 1, 2),
            new Column("paid %", Metric.PROVIDER_SHARE, 100, 0),
            new Column("hedges %", Metric.HEDGE_SHARE, 100, 2),
            new Column("attempts", Metric.ATTEMPTS, 1, 2));

    private record Column(String title, Metric metric, double factor, int decimals) {
        String cell(Line line) {
            var spread = line.metrics().get(metric);
            if (spread == null || Double.isNaN(spread.mean())) {
                return "-";
            }
            var mean = number(spread.mean());
            return Double.isNaN(spread.high()) ? mean : mean + " ±" + number(spread.high() - spread.mean());
        }

        private String number(double value) {
            return String.format(Locale.ROOT, "%,." + decimals + "f", value * factor);
        }
    }

    private Table() {}

    public static String of(Map<Double, List<Line>> results) {
        var head = "  %-5s %-20s".formatted("load", "")
                + COLUMNS.stream()
                        .map(column -> "%15s".formatted(column.title()))
                        .collect(Collectors.joining());
        var rows = results.entrySet().stream()
                .flatMap(load -> load.getValue().stream().map(line -> row(load.getKey(), line)))
                .collect(Collectors.joining("\n"));
        return head + "\n" + rows + "\n";
    }

    private static String row(double load, Line line) {
        return "  %-5s %-20s".formatted(load, line.strategy())
                + COLUMNS.stream()
                        .map(column -> "%15s".formatted(column.cell(line)))
                        .collect(Collectors.joining());
    }
}
