package dev.comfymesh.scoring.domain;

import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How much stronger fine detail is than detail of nearly one and a half times its size, each without what noise adds: the
 * variance of the Laplacian of luma smoothed a little, over that of luma smoothed twice as often. What a picture shows and
 * how it is lit counts for both alike; a blur takes the finer one first. Large pictures are reduced to one size; small
 * ones are taken as they are, for enlarging would blur them.
 */
public final class Sharpness implements Scorer {
    /** Less than this, in squared grey levels, is what rounding leaves of nothing. */
    private static final double LEAST = 0.01;

    private final int maxSide;

    public Sharpness(int maxSide) {
        this.maxSide = maxSide;
    }

    @Override
    public String id() {
        return "sharpness@2";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.SHARPNESS);
    }

    @Override
    public Reading measure(Features features) {
        return Reading.of(Dimension.SHARPNESS, ratio(features, maxSide, Laplacian.Plane::variance));
    }

    /** 0 where there is no detail at all. */
    public static double ratio(Features features, int maxSide, ToDoubleFunction<Laplacian.Plane> variance) {
        var noise = features.of(new Noise.Within(maxSide));
        var coarse = detail(features, new Laplacian(maxSide, 4), noise, variance);
        return coarse < LEAST ? 0 : detail(features, new Laplacian(maxSide, 2), noise, variance) / coarse;
    }

    private static double detail(
            Features features, Laplacian laplacian, double noise, ToDoubleFunction<Laplacian.Plane> variance) {
        return Math.max(0, variance.applyAsDouble(features.of(laplacian)) - laplacian.ofNoise(noise));
    }
}
