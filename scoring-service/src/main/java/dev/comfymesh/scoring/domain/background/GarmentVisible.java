package dev.comfymesh.scoring.domain.background;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.sight.Masked;
import dev.comfymesh.scoring.domain.sight.Reduced;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How much of a garment is still seen where the mask says that it is: the share of the mask's pixels whose colours the references
 * show there too. Hands, hair and bags in front of it lower that, and so does a recoloured garment; light and shade hardly do, for
 * lightness is told coarsely. What has the garment's own colours is not noticed. A rule of thumb.
 */
public final class GarmentVisible implements Scorer {
    private static final int SIDE = 256;

    /** Pixels of the reduced picture: fewer are no garment. */
    private static final int FEWEST = 50;

    /** References and pictures may differ so much in their proportions, for sizes are rounded. */
    private static final double PROPORTIONS = 0.03;

    @Override
    public String id() {
        return "garment-visible@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.GARMENT_VISIBLE);
    }

    @Override
    public boolean needsReferences() {
        return true;
    }

    @Override
    public Reading measure(Features features) {
        var mask = features.intent().mask();
        if (mask.isEmpty()) {
            return new Reading.Unknown(features.intent().whyNo("mask"));
        }
        var references = features.intent().references().stream()
                .map(reference -> reference.of(new Reduced(SIDE)))
                .filter(reference -> alike(reference, features.picture()))
                .toList();
        if (references.isEmpty()) {
            return new Reading.Unknown("There is no reference picture of the same proportions to compare it with.");
        }
        var usual = new Palette();
        references.forEach(reference -> usual.learn(reference, masked(mask.get(), reference)));
        var colours = features.of(new Reduced(SIDE));
        var pixels = masked(mask.get(), colours);
        return pixels.length < FEWEST
                ? new Reading.Unknown("The mask leaves too little of the picture to be measured.")
                : Reading.of(Dimension.GARMENT_VISIBLE, usual.share(colours, pixels));
    }

    private static boolean alike(Colours reference, Picture picture) {
        var proportions = (double) reference.width() / reference.height() * picture.height() / picture.width();
        return Math.abs(proportions - 1) < PROPORTIONS;
    }

    private static int[] masked(Picture mask, Colours colours) {
        var masked = new Masked(mask, colours.width(), colours.height());
        return IntStream.range(0, colours.width() * colours.height())
                .filter(masked::counts)
                .toArray();
    }
}
