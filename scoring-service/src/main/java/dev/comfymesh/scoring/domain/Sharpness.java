package dev.comfymesh.scoring.domain;

import java.util.Set;

/**
 * Variance of the Laplacian of luma, mirrored at the edges. It falls with the size at which the same scene is drawn, so
 * large pictures are first reduced to one size; small ones are taken as they are, for enlarging would blur them.
 */
public final class Sharpness implements Scorer {
    private final int maxSide;

    public Sharpness(int maxSide) {
        this.maxSide = maxSide;
    }

    @Override
    public String id() {
        return "sharpness@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.SHARPNESS);
    }

    @Override
    public Reading measure(Features features) {
        return Reading.of(
                Dimension.SHARPNESS, features.of(new Laplacian(maxSide)).variance());
    }
}
