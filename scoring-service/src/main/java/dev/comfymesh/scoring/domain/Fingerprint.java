package dev.comfymesh.scoring.domain;

import java.util.Arrays;

/**
 * A perceptual hash of 64 bits: pictures that look the same differ in few of them, whatever their size, encoding or
 * brightness. The luma is reduced to 32 x 32 averages, and each bit says whether one of the 8 x 8 lowest frequencies of
 * their cosine transform is above the median.
 */
public record Fingerprint(long bits) {
    private static final int SIDE = 32;
    private static final int FREQUENCIES = 8;
    private static final double[][] WAVES = waves();

    /** Coefficients are compared in steps of a millionth, so that what is nothing but rounding counts as nothing. */
    private static final double STEPS = 1e6;

    public static Fingerprint of(Picture picture) {
        var frequencies = transformed(reduced(picture));
        var median = median(frequencies);
        var bits = 0L;
        for (var frequency : frequencies) {
            bits = bits << 1 | (frequency > median ? 1 : 0);
        }
        return new Fingerprint(bits);
    }

    /** In how many bits the two differ: 0 to 64. */
    public int distance(Fingerprint other) {
        return Long.bitCount(bits ^ other.bits);
    }

    /** Sixteen hexadecimal digits. */
    @Override
    public String toString() {
        return "%016x".formatted(bits);
    }

    /** The means of 32 x 32 equal boxes; a pixel on an edge counts in each box by its share. */
    private static double[][] reduced(Picture picture) {
        var columns = boxes(picture.width());
        var small = new double[SIDE][SIDE];
        var rows = boxes(picture.height());
        for (var v = 0; v < SIDE; v++) {
            for (var y = 0; y < rows[v].shares.length; y++) {
                for (var u = 0; u < SIDE; u++) {
                    small[v][u] += rows[v].shares[y] * columns[u].mean(picture, rows[v].first + y);
                }
            }
        }
        return small;
    }

    private static Box[] boxes(int length) {
        var boxes = new Box[SIDE];
        Arrays.setAll(boxes, cell -> new Box((double) cell * length / SIDE, (cell + 1.0) * length / SIDE));
        return boxes;
    }

    /** A part of a side: the first pixel that reaches into it, and how much of it that one and the next ones are. */
    private static final class Box {
        private final int first;
        private final double[] shares;

        Box(double from, double to) {
            first = (int) from;
            shares = new double[(int) Math.ceil(to) - first];
            Arrays.setAll(
                    shares, index -> (Math.min(to, first + index + 1.0) - Math.max(from, first + index)) / (to - from));
        }

        double mean(Picture picture, int y) {
            var mean = 0.0;
            for (var x = 0; x < shares.length; x++) {
                mean += shares[x] * picture.at(first + x, y);
            }
            return mean;
        }
    }

    /** The lowest frequencies of the cosine transform (DCT-II), row by row, in whole steps. */
    private static long[] transformed(double[][] small) {
        var rows = new double[SIDE][FREQUENCIES];
        for (var y = 0; y < SIDE; y++) {
            for (var u = 0; u < FREQUENCIES; u++) {
                for (var x = 0; x < SIDE; x++) {
                    rows[y][u] += small[y][x] * WAVES[u][x];
                }
            }
        }
        var frequencies = new long[FREQUENCIES * FREQUENCIES];
        for (var v = 0; v < FREQUENCIES; v++) {
            for (var u = 0; u < FREQUENCIES; u++) {
                var sum = 0.0;
                for (var y = 0; y < SIDE; y++) {
                    sum += rows[y][u] * WAVES[v][y];
                }
                frequencies[v * FREQUENCIES + u] = Math.round(sum * STEPS);
            }
        }
        return frequencies;
    }

    private static double median(long[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    private static double[][] waves() {
        var waves = new double[FREQUENCIES][SIDE];
        for (var frequency = 0; frequency < FREQUENCIES; frequency++) {
            for (var at = 0; at < SIDE; at++) {
                waves[frequency][at] = Math.cos(Math.PI * frequency * (2 * at + 1) / (2 * SIDE));
            }
        }
        return waves;
    }
}
