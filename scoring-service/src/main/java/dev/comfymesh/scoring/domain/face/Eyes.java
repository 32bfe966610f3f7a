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

/**
 * How far the eye of the main face that is less open is open: its height by its width (eye aspect ratio), some 0.15 and less when
 * shut. Eyes differ from person to person, so thresholds need examples.
 */
public record Eyes(Models library) implements Scorer {
    @Override
    public String id() {
        return "eyes@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.EYES_OPEN);
    }

    @Override
    public Set<String> models() {
        return Mesh.models(library);
    }

    @Override
    public Reading measure(Features features) {
        return features.of(new Mesh.Of(library)).read(mesh -> of(mesh, features.picture()));
    }

    private static Reading of(Mesh mesh, Picture picture) {
        return new Reading.Seen(
                Map.of(Dimension.EYES_OPEN, Math.min(open(mesh, Mesh.LEFT_EYE), open(mesh, Mesh.RIGHT_EYE))),
                List.of(
                        Box.around(mesh.at(Mesh.LEFT_EYE)).region(picture, Dimension.EYES_OPEN, "eye"),
                        Box.around(mesh.at(Mesh.RIGHT_EYE)).region(picture, Dimension.EYES_OPEN, "eye")));
    }

    /** @param eye corner, two above, other corner, two below from there on */
    private static double open(Mesh mesh, int[] eye) {
        return (mesh.distance(eye[1], eye[5]) + mesh.distance(eye[2], eye[4])) / (2 * mesh.distance(eye[0], eye[3]));
    }
}
