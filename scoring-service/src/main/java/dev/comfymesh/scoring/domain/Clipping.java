package dev.comfymesh.scoring.domain;

import java.util.Set;

/** How much of a picture has lost a colour to too much light; highly saturated things lose some of it in any light. */
public final class Clipping implements Scorer {
    private static final int BRIGHTEST = 253;

    @Override
    public String id() {
        return "clipping@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.CLIPPING);
    }

    @Override
    public Reading measure(Features features) {
        var colours = features.picture().colours();
        var pixels = features.picture().pixels();
        var clipped = 0;
        for (var index = 0; index < pixels; index++) {
            var isClipped = colours.red(index) >= BRIGHTEST
                    || colours.green(index) >= BRIGHTEST
                    || colours.blue(index) >= BRIGHTEST;
            clipped += isClipped ? 1 : 0;
        }
        return Reading.of(Dimension.CLIPPING, (double) clipped / pixels);
    }
}
