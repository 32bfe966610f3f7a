package dev.comfymesh.scoring.domain.saliency;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Feature;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Region;
import java.util.Optional;

/**
 * Where a picture draws the eye, as a square of 64 x 64 numbers from 0 to 1: what is left of its spectrum when the usual is
 * taken away (spectral residual, after Hou and Zhang). An heuristic: nobody has compared it with people here.
 */
public record Saliency(float[] values) {
    static final int SIDE = 64;
    public static final Feature<Saliency> FEATURE = Saliency::of;

    private static final int SMOOTHING_RADIUS = 2;
    private static final double SMOOTHING = 8;

    double at(int x, int y) {
        return values[y * SIDE + x];
    }

    /** Between the numbers, at this place of the picture: from 0 to 1 both ways. */
    public double near(double x, double y) {
        var left = Math.clamp(x * SIDE - 0.5, 0, SIDE - 1);
        var top = Math.clamp(y * SIDE - 0.5, 0, SIDE - 1);
        var column = Math.min((int) left, SIDE - 2);
        var row = Math.min((int) top, SIDE - 2);
        var across = left - column;
        var down = top - row;
        return (1 - down) * ((1 - across) * at(column, row) + across * at(column + 1, row))
                + down * ((1 - across) * at(column, row + 1) + across * at(column + 1, row + 1));
    }

    public double mean() {
        var sum = 0.0;
        for (var value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** About where the subject is: as wide and high as a box with the same spread; empty when nothing draws the eye. */
    Optional<Region> subject(Dimension dimension) {
        var mass = 0.0;
        double[] mean = {0, 0};
        double[] square = {0, 0};
        for (var index = 0; index < values.length; index++) {
            double[] place = {(index % SIDE + 0.5) / SIDE, (index / SIDE + 0.5) / SIDE};
            mass += values[index];
            for (var way = 0; way < 2; way++) {
                mean[way] += values[index] * place[way];
                square[way] += values[index] * place[way] * place[way];
            }
        }
        if (mass == 0) {
            return Optional.empty();
        }
        var from = new double[2];
        var size = new double[2];
        for (var way = 0; way < 2; way++) {
            var middle = mean[way] / mass;
            var half = Math.sqrt(3 * Math.max(0, square[way] / mass - middle * middle));
            from[way] = Math.max(0, middle - half);
            size[way] = Math.min(1, middle + half) - from[way];
        }
        return Optional.of(new Region(dimension, from[0], from[1], size[0], size[1], "subject"));
    }

    private static Saliency of(Features features) {
        var real = sampled(features.picture());
        var imaginary = new double[real.length];
        var spectrum = new Spectrum(SIDE, real, imaginary);
        spectrum.transform(-1);
        keepTheUnusual(real, imaginary);
        spectrum.transform(1);
        var energy = new double[real.length];
        for (var index = 0; index < energy.length; index++) {
            energy[index] =
                    (real[index] * real[index] + imaginary[index] * imaginary[index]) / real.length / real.length;
        }
        return new Saliency(scaled(smoothed(energy)));
    }

    /** The means of boxes; of a picture that is smaller than the square some pixels are repeated. */
    private static double[] sampled(Picture picture) {
        var sampled = new double[SIDE * SIDE];
        for (var y = 0; y < SIDE; y++) {
            var top = y * picture.height() / SIDE;
            var bottom = Math.max(top + 1, (y + 1) * picture.height() / SIDE);
            for (var x = 0; x < SIDE; x++) {
                var left = x * picture.width() / SIDE;
                var right = Math.max(left + 1, (x + 1) * picture.width() / SIDE);
                sampled[y * SIDE + x] = mean(picture, left, top, right, bottom);
            }
        }
        return sampled;
    }

    private static double mean(Picture picture, int left, int top, int right, int bottom) {
        var sum = 0L;
        for (var y = top; y < bottom; y++) {
            for (var x = left; x < right; x++) {
                sum += picture.at(x, y);
            }
        }
        return (double) sum / ((right - left) * (bottom - top));
    }

    /** Keeps each wave's phase and gives it as its size what its own, in logarithms, is above that of its neighbours. */
    private static void keepTheUnusual(double[] real, double[] imaginary) {
        var sizes = new double[real.length];
        for (var index = 0; index < sizes.length; index++) {
            sizes[index] = Math.sqrt(real[index] * real[index] + imaginary[index] * imaginary[index]);
        }
        var logs = new double[sizes.length];
        for (var index = 0; index < logs.length; index++) {
            logs[index] = StrictMath.log(Math.max(sizes[index], 1e-9));
        }
        for (var index = 0; index < sizes.length; index++) {
            var factor = sizes[index] == 0
                    ? 0
                    : StrictMath.exp(logs[index] - around(logs, index % SIDE, index / SIDE)) / sizes[index];
            real[index] *= factor;
            imaginary[index] *= factor;
        }
    }

    private static double around(double[] values, int x, int y) {
        var sum = 0.0;
        for (var down = -1; down <= 1; down++) {
            for (var across = -1; across <= 1; across++) {
                sum += values[Math.clamp(y + down, 0, SIDE - 1) * SIDE + Math.clamp(x + across, 0, SIDE - 1)];
            }
        }
        return sum / 9;
    }

    private static double[] smoothed(double[] values) {
        var smoothed = new double[values.length];
        for (var index = 0; index < values.length; index++) {
            var sum = 0.0;
            var weights = 0.0;
            for (var down = -SMOOTHING_RADIUS; down <= SMOOTHING_RADIUS; down++) {
                for (var across = -SMOOTHING_RADIUS; across <= SMOOTHING_RADIUS; across++) {
                    var x = Math.clamp(index % SIDE + across, 0, SIDE - 1);
                    var y = Math.clamp(index / SIDE + down, 0, SIDE - 1);
                    var weight = StrictMath.exp(-(across * across + down * down) / (2 * SMOOTHING * SMOOTHING));
                    sum += weight * values[y * SIDE + x];
                    weights += weight;
                }
            }
            smoothed[index] = sum / weights;
        }
        return smoothed;
    }

    private static float[] scaled(double[] values) {
        var greatest = 0.0;
        for (var value : values) {
            greatest = Math.max(greatest, value);
        }
        var scaled = new float[values.length];
        for (var index = 0; index < scaled.length; index++) {
            scaled[index] = greatest == 0 ? 0 : (float) (values[index] / greatest);
        }
        return scaled;
    }
}
