package dev.comfymesh.scoring.domain.sight;

import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * How MediaPipe's single-shot detectors lay out their answers: two for each cell of 8 pixels, then six for each of 16, each a
 * box and points relative to the middle of its cell.
 *
 * @param side of the square that the network is shown, in pixels
 * @param points how many come with each box
 */
public record AnchorGrid(int side, int points) {
    private static final int[][] LAYERS = {{8, 2}, {16, 6}};

    /** Those whose logit says that they are at least so sure, where they are in the picture. */
    public List<Detection> detections(Tensor.Floats boxes, Tensor.Floats logits, double confidence, Crop shown) {
        var detections = new ArrayList<Detection>();
        var index = 0;
        for (var layer : LAYERS) {
            var cells = side / layer[0];
            for (var answer = 0; answer < cells * cells * layer[1]; answer++, index++) {
                var sure = 1 / (1 + StrictMath.exp(-logits.values()[index]));
                if (sure >= confidence) {
                    var cell = answer / layer[1];
                    var anchor = new Point((cell % cells + 0.5) / cells, (cell / cells + 0.5) / cells);
                    detections.add(detection(boxes.values(), index * (4 + 2 * points), anchor, sure, shown));
                }
            }
        }
        return detections;
    }

    private Detection detection(float[] values, int first, Point anchor, double sure, Crop shown) {
        var middle = place(values, first, anchor, shown);
        var width = values[first + 2] / side * shown.side();
        var height = values[first + 3] / side * shown.side();
        var found = new ArrayList<Point>();
        for (var point = 0; point < points; point++) {
            found.add(place(values, first + 4 + 2 * point, anchor, shown));
        }
        return new Detection(new Box(middle.x() - width / 2, middle.y() - height / 2, width, height), found, sure);
    }

    private Point place(float[] values, int first, Point anchor, Crop shown) {
        return shown.at(anchor.x() + values[first] / side, anchor.y() + values[first + 1] / side);
    }
}
