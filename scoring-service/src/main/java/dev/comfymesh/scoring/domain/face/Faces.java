package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Feature;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Scorer.Reading;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Models.Found;
import dev.comfymesh.scoring.domain.sight.Detection;
import dev.comfymesh.scoring.domain.sight.Inference;
import java.util.Comparator;
import java.util.List;

/** All faces of a picture, the largest first, by the best detector that is there; their first two points are the eyes. */
public record Faces(Models models) implements Feature<Inference<List<Detection>>> {
    private static final Comparator<Detection> LARGEST_FIRST =
            Comparator.comparingDouble((Detection face) -> face.box().area()).reversed();

    @Override
    public Inference<List<Detection>> of(Features features) {
        return switch (models.find(YuNet.MODEL)) {
            case Found.Ready yuNet -> sorted(new YuNet(yuNet.network()).faces(features));
            case Found.Missing missing ->
                switch (models.find(BlazeFace.MODEL)) {
                    case Found.Ready blazeFace -> sorted(new BlazeFace(blazeFace.network()).faces(features));
                    case Found.Missing _ -> new Inference.None<>(Reading.unavailable(missing));
                };
        };
    }

    /** The largest one. */
    static Inference<Detection> main(Models models, Features features) {
        return features.of(new Faces(models))
                .then(faces -> faces.isEmpty()
                        ? Inference.none("There is no face in the picture.")
                        : new Inference.Made<>(faces.getFirst()));
    }

    private static Inference<List<Detection>> sorted(List<Detection> faces) {
        return new Inference.Made<>(faces.stream().sorted(LARGEST_FIRST).toList());
    }
}
