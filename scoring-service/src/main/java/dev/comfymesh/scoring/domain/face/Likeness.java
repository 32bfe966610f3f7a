package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.Set;

/** The cosine between the embeddings of the main face and of that reference's main face which is most like it. */
public record Likeness(Models library) implements Scorer {
    @Override
    public String id() {
        return "likeness@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.LIKENESS);
    }

    @Override
    public Set<String> models() {
        return Set.of(Faces.detector(library), FaceEmbedding.MODEL);
    }

    @Override
    public boolean needsReferences() {
        return true;
    }

    @Override
    public Reading measure(Features features) {
        return features.of(new FaceEmbedding(library))
                .then(own -> References.of(features, new FaceEmbedding(library))
                        .map(others ->
                                others.stream().mapToDouble(own::cosine).max().orElseThrow()))
                .read(cosine -> Reading.of(Dimension.LIKENESS, cosine));
    }
}
