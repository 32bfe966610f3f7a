package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Laplacian;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.sight.Box;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Variance of the Laplacian of the largest face alone, reduced to one size; a smaller one is taken as it is. */
public record FaceSharpness(Models library) implements Scorer {
    private static final int SIDE = 128;

    /** Less is no face, but a spot. */
    private static final int SMALLEST = 16;

    @Override
    public String id() {
        return "face-sharpness@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.FACE_SHARPNESS);
    }

    @Override
    public Set<String> models() {
        return Set.of(Faces.detector(library));
    }

    @Override
    public Reading measure(Features features) {
        return Faces.main(library, features).read(face -> of(features.picture(), face.box()));
    }

    private static Reading of(Picture picture, Box box) {
        var inside = box.within(picture.width(), picture.height());
        var left = (int) inside.left();
        var top = (int) inside.top();
        var width = (int) inside.width();
        var height = (int) inside.height();
        if (width < SMALLEST || height < SMALLEST) {
            return new Reading.Unknown("The face has %d x %d pixels, too few to tell.".formatted(width, height));
        }
        var luma = new byte[width * height];
        for (var index = 0; index < luma.length; index++) {
            luma[index] = (byte) picture.at(left + index % width, top + index / width);
        }
        var face = new Features(new Picture(width, height, luma));
        return new Reading.Seen(
                Map.of(Dimension.FACE_SHARPNESS, face.of(new Laplacian(SIDE, 0)).variance()),
                List.of(box.region(picture, Dimension.FACE_SHARPNESS, "face")));
    }
}
