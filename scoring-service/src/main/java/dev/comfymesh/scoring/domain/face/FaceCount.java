package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.Map;
import java.util.Set;

/** How many faces there are, and where. */
public record FaceCount(Models library) implements Scorer {
    @Override
    public String id() {
        return "face-count@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.FACE_COUNT);
    }

    @Override
    public Set<String> models() {
        return Set.of(Faces.detector(library));
    }

    @Override
    public Reading measure(Features features) {
        return features.of(new Faces(library))
                .read(faces -> new Reading.Seen(
                        Map.of(Dimension.FACE_COUNT, (double) faces.size()),
                        faces.stream()
                                .map(face -> face.box().region(features.picture(), Dimension.FACE_COUNT, "face"))
                                .toList()));
    }
}
