package dev.comfymesh.scoring.domain.sight;

import dev.comfymesh.scoring.domain.Picture;

/** Which pixels of a picture of this size count: those where its mask, whatever size that has, is rather white than black. */
public record Masked(Picture mask, int width, int height) {
    private static final int GREY = 128;

    public boolean counts(int pixel) {
        var x = (2 * (pixel % width) + 1) * mask.width() / (2 * width);
        var y = (2 * (pixel / width) + 1) * mask.height() / (2 * height);
        return mask.at(x, y) >= GREY;
    }
}
