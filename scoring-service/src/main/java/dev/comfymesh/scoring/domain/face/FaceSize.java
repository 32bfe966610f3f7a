package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.sight.Box;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The share of the picture that the largest face's box takes. */
public record FaceSize(Models library) implements Scorer {
    @Override
    public String id() {
        return "face-size@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.FACE_SIZE);
    }

    @Override
    public Set<String> models() {
        return Set.of(Faces.detector(library));
    }

    @Override
    public Reading measure(Features features) {
        return Faces.main(library, features).read(face -> of(features.picture(), face.box()));
    }

    private static Reading of(Picture picture, Box face) {
        return new Reading.Seen(
                Map.of(
                        Dimension.FACE_SIZE,
                        face.within(picture.width(), picture.height()).area() / picture.pixels()),
                List.of(face.region(picture, Dimension.FACE_SIZE, "largest face")));
    }
}
