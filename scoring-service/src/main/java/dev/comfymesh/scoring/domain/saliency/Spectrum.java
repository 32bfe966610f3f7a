package dev.comfymesh.scoring.domain.saliency;

/** A square of complex numbers, transformed in place by Fourier; its side is a power of two. */
final class Spectrum {
    private final int side;
    private final double[] real;
    private final double[] imaginary;

    Spectrum(int side, double[] real, double[] imaginary) {
        this.side = side;
        this.real = real;
        this.imaginary = imaginary;
    }

    /** Forwards with -1, backwards with 1; backwards is not divided by the count. */
    void transform(int direction) {
        var line = new double[2 * side];
        for (var index = 0; index < side; index++) {
            transformLine(line, index * side, 1, direction);
        }
        for (var index = 0; index < side; index++) {
            transformLine(line, index, side, direction);
        }
    }

    private void transformLine(double[] line, int first, int stride, int direction) {
        var shift = Integer.numberOfLeadingZeros(side) + 1;
        for (var index = 0; index < side; index++) {
            var to = Integer.reverse(index) >>> shift;
            line[2 * to] = real[first + index * stride];
            line[2 * to + 1] = imaginary[first + index * stride];
        }
        for (var half = 1; half < side; half *= 2) {
            combine(line, half, direction);
        }
        for (var index = 0; index < side; index++) {
            real[first + index * stride] = line[2 * index];
            imaginary[first + index * stride] = line[2 * index + 1];
        }
    }

    /** Makes transforms of twice this length from pairs of neighbouring ones. */
    private void combine(double[] line, int half, int direction) {
        for (var turn = 0; turn < half; turn++) {
            var angle = direction * Math.PI * turn / half;
            var cos = StrictMath.cos(angle);
            var sin = StrictMath.sin(angle);
            for (var start = turn; start < side; start += 2 * half) {
                var one = 2 * start;
                var other = 2 * (start + half);
                var turnedReal = line[other] * cos - line[other + 1] * sin;
                var turnedImaginary = line[other] * sin + line[other + 1] * cos;
                line[other] = line[one] - turnedReal;
                line[other + 1] = line[one + 1] - turnedImaginary;
                line[one] += turnedReal;
                line[one + 1] += turnedImaginary;
            }
        }
    }
}
