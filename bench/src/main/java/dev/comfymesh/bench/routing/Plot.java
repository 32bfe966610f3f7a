package dev.comfymesh.bench.routing;

import dev.comfymesh.bench.routing.Study.Line;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as a picture: for each load what an image costs, against how many come in time; up and left is better. */
public final class Plot {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 300;
    private static final int MARGIN = 56;
    private static final int HEAD = 40;

    private final StringBuilder svg = new StringBuilder();
    private final double mostDollars;

    private Plot(double mostDollars) {
        this.mostDollars = mostDollars;
    }

    public static String of(Map<Double, List<Line>> results) {
        var most = results.values().stream()
                .flatMap(List::stream)
                .mapToDouble(line -> line.mean(Metric.COST_PER_1K))
                .max()
                .orElse(1);
        var plot = new Plot(Math.ceil(most / 5) * 5);
        var width = MARGIN + results.size() * (WIDTH + MARGIN);
        plot.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">"
                        .formatted(width, HEAD + HEIGHT + MARGIN));
        plot.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        var left = MARGIN;
        for (var load : results.entrySet()) {
            plot.panel(left, load.getKey(), load.getValue());
            left += WIDTH + MARGIN;
        }
        plot.add("</svg>");
        return plot.svg.toString();
    }

    private void panel(int left, double load, List<Line> lines) {
        add("<text x=\"%d\" y=\"24\" font-size=\"14\">load %s</text>".formatted(left, load));
        add("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#999\"/>"
                .formatted(left, HEAD, WIDTH, HEIGHT));
        for (int share = 0; share <= 100; share += 20) {
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d%%</text>", left - 6, y(share / 100.0) + 4, share);
        }
        for (int dollars = 0; dollars <= mostDollars; dollars += 5) {
            add(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>",
                    x(left, dollars), HEAD + HEIGHT + 16, dollars);
        }
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">$ per 1,000 delivered, against interactive requests in time</text>"
                        .formatted(left + WIDTH / 2, HEAD + HEIGHT + 36));
        lines.stream()
                .filter(line -> !Double.isNaN(line.mean(Metric.SLO_INTERACTIVE)))
                .forEach(line -> point(left, line));
    }

    private void point(int left, Line line) {
        var x = x(left, line.mean(Metric.COST_PER_1K));
        var y = y(line.mean(Metric.SLO_INTERACTIVE));
        var colour = line.strategy().equals("mesh") ? "#c0392b" : "#2c3e50";
        var cost = line.metrics().get(Metric.COST_PER_1K);
        if (cost != null && !Double.isNaN(cost.low())) {
            add(
                    "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
                    x(left, cost.low()), y, x(left, cost.high()), y, colour);
        }
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", x, y, colour);
        add("<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>", x + 6, y - 5, colour, line.strategy());
    }

    private double x(int left, double dollars) {
        return left + WIDTH * dollars / mostDollars;
    }

    private static double y(double share) {
        return HEAD + HEIGHT * (1 - share);
    }

    private void add(String format, Object... values) {
        add(String.format(Locale.ROOT, format, values));
    }

    private void add(String line) {
        svg.append(line).append('\n');
    }
}
