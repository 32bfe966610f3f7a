package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Feature;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.sight.Box;
import dev.comfymesh.scoring.domain.sight.Crop;
import dev.comfymesh.scoring.domain.sight.Detection;
import dev.comfymesh.scoring.domain.sight.Inference;
import dev.comfymesh.scoring.domain.sight.Outputs;
import dev.comfymesh.scoring.domain.sight.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The 468 points of MediaPipe's mesh on a face, in pixels of the picture; {@code depths} are in pixels too, less the nearer. Left
 * and right are those of the picture as long as the face is upright and frontal.
 */
record Mesh(List<Point> points, double[] depths) {
    static final String MODEL = "face-mesh";
    static final int POINTS = 468;
    static final int[] LEFT_EYE = {33, 160, 158, 133, 153, 144};
    static final int[] RIGHT_EYE = {362, 385, 387, 263, 373, 380};

    private static final int SIDE = 192;
    private static final double TIMES = 1.5;

    /** The ids of those that it takes. */
    static Set<String> models(Models models) {
        return Set.of(Faces.detector(models), MODEL);
    }

    /** That of the main face. */
    record Of(Models models) implements Feature<Inference<Mesh>> {
        @Override
        public Inference<Mesh> of(Features features) {
            return Faces.main(models, features)
                    .then(face ->
                            Inference.network(models, MODEL).then(network -> onto(network, features.picture(), face)));
        }
    }

    /** Looks twice: what it saw at first says better than the detector where to look, and so hardly depends on which that is. */
    private static Inference<Mesh> onto(Network network, Picture picture, Detection face) {
        var eyes = face.points();
        return seen(network, picture, Crop.around(face.box(), TIMES, eyes.get(0), eyes.get(1)))
                .then(first -> seen(network, picture, first.surrounding()));
    }

    private Crop surrounding() {
        return Crop.around(Box.around(points), TIMES, points.get(LEFT_EYE[0]), points.get(RIGHT_EYE[3]));
    }

    private static Inference<Mesh> seen(Network network, Picture picture, Crop crop) {
        var output = network.run(Map.of("input_1", crop.pixelByPixel(picture.colours(), SIDE, 0, 255)));
        return Outputs.floats(output, "conv2d_31").values()[0] > 0
                ? Inference.of(placed(Outputs.floats(output, "conv2d_21").values(), crop))
                : Inference.none("The largest face cannot be seen well enough to be measured.");
    }

    private static Mesh placed(float[] values, Crop crop) {
        var points = IntStream.range(0, POINTS)
                .mapToObj(point -> crop.at(values[3 * point] / SIDE, values[3 * point + 1] / SIDE))
                .toList();
        var depths = IntStream.range(0, POINTS)
                .mapToDouble(point -> values[3 * point + 2] / SIDE * crop.side())
                .toArray();
        return new Mesh(points, depths);
    }

    Point at(int point) {
        return points.get(point);
    }

    List<Point> at(int... some) {
        return Arrays.stream(some).mapToObj(points::get).toList();
    }

    double distance(int one, int other) {
        return at(one).to(at(other));
    }
}
