package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Feature;
import dev.comfymesh.scoring.domain.Features;
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
        var id = detector(models);
        return Inference.network(models, id)
                .map(network -> id.equals(YuNet.MODEL)
                        ? new YuNet(network).faces(features)
                        : new BlazeFace(network).faces(features))
                .map(faces -> faces.stream().sorted(LARGEST_FIRST).toList());
    }

    /** The id of the best one that is there, or of the one to be brought. */
    static String detector(Models models) {
        return models.find(YuNet.MODEL) instanceof Found.Missing && models.find(BlazeFace.MODEL) instanceof Found.Ready
                ? BlazeFace.MODEL
                : YuNet.MODEL;
    }

    /** The largest one. */
    static Inference<Detection> main(Models models, Features features) {
        return features.of(new Faces(models))
                .then(faces -> faces.isEmpty()
                        ? Inference.none("There is no face in the picture.")
                        : Inference.of(faces.getFirst()));
    }
}
