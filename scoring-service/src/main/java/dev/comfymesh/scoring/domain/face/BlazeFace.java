package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.sight.AnchorGrid;
import dev.comfymesh.scoring.domain.sight.Crop;
import dev.comfymesh.scoring.domain.sight.Detection;
import dev.comfymesh.scoring.domain.sight.Outputs;
import dev.comfymesh.scoring.domain.sight.Reduced;
import java.util.List;
import java.util.Map;

/**
 * Faces as MediaPipe's short-range detector finds them, each with four points: the eyes, the tip of the nose and the middle of the
 * mouth. It sees 128 x 128 pixels of the whole picture, so faces of less than a tenth of its width are missed.
 */
record BlazeFace(Network network) {
    static final String MODEL = "blazeface";

    private static final double CONFIDENCE = 0.6;
    private static final double OVERLAP = 0.3;
    private static final int SIDE = 128;
    private static final AnchorGrid GRID = new AnchorGrid(SIDE, 6);

    /** The last two are ears, which others do not give. */
    private static final int POINTS = 4;

    List<Detection> faces(Features features) {
        var colours = features.of(new Reduced(2 * SIDE));
        var scale = (double) features.picture().width() / colours.width();
        var small = Crop.whole(colours.width(), colours.height());
        var output = network.run(Map.of("input", small.pixelByPixel(colours, SIDE, 127.5, 127.5)));
        var found = GRID.detections(
                Outputs.floats(output, "regressors"),
                Outputs.floats(output, "classificators"),
                CONFIDENCE,
                small.enlarged(scale));
        return Detection.distinct(found, OVERLAP).stream()
                .map(face -> new Detection(face.box(), face.points().subList(0, POINTS), face.confidence()))
                .toList();
    }
}
