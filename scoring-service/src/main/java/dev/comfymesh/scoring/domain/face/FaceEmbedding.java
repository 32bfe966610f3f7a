package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Embedding;
import dev.comfymesh.scoring.domain.Feature;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Tensor;
import dev.comfymesh.scoring.domain.sight.Crop;
import dev.comfymesh.scoring.domain.sight.Detection;
import dev.comfymesh.scoring.domain.sight.Inference;
import dev.comfymesh.scoring.domain.sight.Point;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The main face as a direction by which people are told apart. It lives as long as the picture is measured and is never stored. */
record FaceEmbedding(Models models) implements Feature<Inference<Embedding>> {
    static final String MODEL = "face-embedder";

    private static final int SIDE = 112;

    /** Where embedders expect the eyes, the tip of the nose and the corners of the mouth. */
    private static final List<Point> PLACES = places(
            new Point(38.2946, 51.6963),
            new Point(73.5318, 51.5014),
            new Point(56.0252, 71.7366),
            new Point(41.5493, 92.3655),
            new Point(70.7299, 92.2041));

    /** The same with the middle of the mouth, for detectors that give no more. */
    private static final List<Point> FOUR_PLACES = places(
            new Point(38.2946, 51.6963),
            new Point(73.5318, 51.5014),
            new Point(56.0252, 71.7366),
            new Point(56.1396, 92.2848));

    @Override
    public Inference<Embedding> of(Features features) {
        return Faces.main(models, features)
                .then(face -> Inference.network(models, MODEL).map(network -> of(network, features.picture(), face)));
    }

    private static Embedding of(Network network, Picture picture, Detection face) {
        var aligned = aligned(face).bandByBand(picture.colours(), SIDE, 127.5, 127.5);
        var output = network.run(Map.of("input", aligned));
        if (output.size() == 1 && output.values().iterator().next() instanceof Tensor.Floats numbers) {
            return Embedding.of(MODEL, numbers.values());
        }
        throw new IllegalArgumentException("An embedder has one output of numbers, not " + output.keySet());
    }

    static Crop aligned(Detection face) {
        return Crop.aligning(face.points(), face.points().size() == PLACES.size() ? PLACES : FOUR_PLACES);
    }

    private static List<Point> places(Point... pixels) {
        return Stream.of(pixels)
                .map(pixel -> new Point(pixel.x() / SIDE, pixel.y() / SIDE))
                .toList();
    }
}
