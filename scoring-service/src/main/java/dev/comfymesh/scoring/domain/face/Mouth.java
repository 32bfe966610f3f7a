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
 * The expression of the main face as far as its mouth shows it: how wide it is, which grows with a smile, and how far open. Rules of thumb:
 * they depend on the person and were compared with nobody's opinion.
 */
public record Mouth(Models library) implements Scorer {
    private static final int LEFT = 61;
    private static final int RIGHT = 291;
    private static final int UPPER_LIP = 13;
    private static final int LOWER_LIP = 14;

    @Override
    public String id() {
        return "mouth@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.SMILE, Dimension.MOUTH_OPEN);
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
        var width = mesh.distance(LEFT, RIGHT);
        var eyes = mesh.distance(Mesh.LEFT_EYE[0], Mesh.RIGHT_EYE[3]);
        return new Reading.Seen(
                Map.of(
                        Dimension.SMILE, width / eyes,
                        Dimension.MOUTH_OPEN, mesh.distance(UPPER_LIP, LOWER_LIP) / width),
                List.of(Box.around(mesh.at(LEFT, RIGHT, UPPER_LIP, LOWER_LIP))
                        .region(picture, Dimension.SMILE, "mouth")));
    }
}
