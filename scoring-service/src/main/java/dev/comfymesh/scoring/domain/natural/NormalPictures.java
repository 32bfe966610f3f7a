package dev.comfymesh.scoring.domain.natural;

import java.util.Arrays;
import java.util.List;

/** The features of undistorted photographs as a normal distribution: their mean and covariance. */
public record NormalPictures(double[] mean, double[][] covariance) {
    /** Whether a block has all features. */
    static boolean isComplete(double[] block) {
        return Arrays.stream(block).allMatch(Double::isFinite);
    }

    /**
     * How far a picture whose blocks have these features is from it, after Mahalanobis; two of them at least are complete.
     * What a block lacks does not count.
     */
    double distance(List<double[]> blocks) {
        var own = mean(blocks);
        var complete = blocks.stream().filter(NormalPictures::isComplete).toList();
        var difference = new double[mean.length];
        for (var index = 0; index < difference.length; index++) {
            difference[index] = mean[index] - own[index];
        }
        var solved = solve(triangle(halfway(covariance(complete, mean(complete)))), difference);
        var sum = 0.0;
        for (var value : solved) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    private static double[] mean(List<double[]> blocks) {
        var mean = new double[blocks.getFirst().length];
        for (var index = 0; index < mean.length; index++) {
            var known = 0;
            for (var block : blocks) {
                if (Double.isFinite(block[index])) {
                    mean[index] += block[index];
                    known++;
                }
            }
            mean[index] /= known;
        }
        return mean;
    }

    private static double[][] covariance(List<double[]> blocks, double[] mean) {
        var covariance = new double[mean.length][mean.length];
        for (var row = 0; row < mean.length; row++) {
            for (var column = 0; column < mean.length; column++) {
                var sum = 0.0;
                for (var block : blocks) {
                    sum += (block[row] - mean[row]) * (block[column] - mean[column]);
                }
                covariance[row][column] = sum / (blocks.size() - 1);
            }
        }
        return covariance;
    }

    private double[][] halfway(double[][] other) {
        var between = new double[mean.length][mean.length];
        for (var row = 0; row < mean.length; row++) {
            for (var column = 0; column < mean.length; column++) {
                between[row][column] = (covariance[row][column] + other[row][column]) / 2;
            }
        }
        return between;
    }

    /** The lower triangle whose product with its mirror image is the matrix (Cholesky): ours is never singular. */
    private static double[][] triangle(double[][] matrix) {
        var triangle = new double[matrix.length][matrix.length];
        for (var row = 0; row < matrix.length; row++) {
            for (var column = 0; column <= row; column++) {
                var rest = matrix[row][column];
                for (var index = 0; index < column; index++) {
                    rest -= triangle[row][index] * triangle[column][index];
                }
                triangle[row][column] = row == column ? Math.sqrt(rest) : rest / triangle[column][column];
            }
        }
        return triangle;
    }

    private static double[] solve(double[][] triangle, double[] right) {
        var solved = new double[right.length];
        for (var row = 0; row < right.length; row++) {
            var rest = right[row];
            for (var column = 0; column < row; column++) {
                rest -= triangle[row][column] * solved[column];
            }
            solved[row] = rest / triangle[row][row];
        }
        return solved;
    }
}
