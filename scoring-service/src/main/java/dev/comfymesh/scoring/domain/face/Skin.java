package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Feature;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Region;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.sight.Box;
import dev.comfymesh.scoring.domain.sight.Inference;
import dev.comfymesh.scoring.domain.sight.Light;
import dev.comfymesh.scoring.domain.sight.Polygon;
import java.util.Arrays;
import java.util.List;

/**
 * The skin of a face: parts of both cheeks and the forehead that hair and shadows seldom cover.
 *
 * @param stops binary logarithm of the median luminance, of which white has 1
 */
record Skin(double stops, List<Box> parts) {
    private static final int[][] PARTS = {{117, 101, 205, 187}, {346, 330, 425, 411}, {69, 299, 336, 107}};
    private static final int FEWEST = 30;

    /** Darker than any skin: black has no logarithm. */
    private static final double DARKEST = 1e-4;

    /** That of the main face. */
    record Of(Models models) implements Feature<Inference<Skin>> {
        @Override
        public Inference<Skin> of(Features features) {
            return features.of(new Mesh.Of(models))
                    .then(mesh -> seen(features.picture().colours(), mesh));
        }
    }

    private static Inference<Skin> seen(Colours colours, Mesh mesh) {
        var polygons =
                Arrays.stream(PARTS).map(part -> new Polygon(mesh.at(part))).toList();
        var luminances = polygons.stream()
                .flatMapToInt(polygon -> polygon.pixels(colours.width(), colours.height()))
                .mapToDouble(pixel -> Light.luminance(colours, pixel))
                .sorted()
                .toArray();
        return luminances.length < FEWEST
                ? Inference.none("The face shows too little skin to measure its tone.")
                : Inference.of(new Skin(
                        stops(luminances[luminances.length / 2]),
                        polygons.stream().map(Polygon::box).toList()));
    }

    List<Region> regions(Picture picture) {
        return parts.stream()
                .map(part -> part.region(picture, Dimension.SKIN_TONE, "skin"))
                .toList();
    }

    private static double stops(double luminance) {
        return StrictMath.log(Math.max(luminance, DARKEST)) / StrictMath.log(2);
    }
}
