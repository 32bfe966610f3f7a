package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Tensor;
import dev.comfymesh.scoring.domain.sight.Box;
import dev.comfymesh.scoring.domain.sight.Detection;
import dev.comfymesh.scoring.domain.sight.Outputs;
import dev.comfymesh.scoring.domain.sight.Point;
import dev.comfymesh.scoring.domain.sight.Reduced;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Faces as YuNet finds them, each with five points: the eyes, the tip of the nose and the corners of the mouth, those on the left
 * of the picture first. A face that fills a large picture is found in a smaller one.
 */
record YuNet(Network network) {
    static final String MODEL = "yunet";

    private static final double CONFIDENCE = 0.85;
    private static final double OVERLAP = 0.3;
    private static final int[] SIDES = {640, 320};
    private static final int[] STRIDES = {8, 16, 32};
    private static final int COARSEST = 32;
    private static final int POINTS = 5;

    List<Detection> faces(Features features) {
        for (var side : SIDES) {
            var colours = features.of(new Reduced(side));
            var faces = faces(colours, (double) features.picture().width() / colours.width());
            if (!faces.isEmpty()) {
                return faces;
            }
        }
        return List.of();
    }

    /** @param scale how many pixels of the picture are one of the colours */
    private List<Detection> faces(Colours colours, double scale) {
        var input = padded(colours);
        var output = network.run(Map.of("input", input));
        var all = new ArrayList<Detection>();
        for (var stride : STRIDES) {
            add(output, stride, input.shape()[3] / stride, scale, all);
        }
        return Detection.distinct(all, OVERLAP);
    }

    /** Blue first, and black beyond the picture up to whole cells. */
    private static Tensor.Floats padded(Colours colours) {
        var width = Math.ceilDiv(colours.width(), COARSEST) * COARSEST;
        var height = Math.ceilDiv(colours.height(), COARSEST) * COARSEST;
        var values = new float[3 * width * height];
        for (var y = 0; y < colours.height(); y++) {
            for (var x = 0; x < colours.width(); x++) {
                var from = y * colours.width() + x;
                var to = y * width + x;
                values[to] = colours.blue(from);
                values[to + width * height] = colours.green(from);
                values[to + 2 * width * height] = colours.red(from);
            }
        }
        return new Tensor.Floats(new int[] {1, 3, height, width}, values);
    }

    private static void add(
            Map<String, Tensor> output, int stride, int columns, double scale, List<Detection> detections) {
        var face = values(output, "cls_" + stride);
        var thing = values(output, "obj_" + stride);
        var boxes = values(output, "bbox_" + stride);
        var points = values(output, "kps_" + stride);
        for (var cell = 0; cell < face.length; cell++) {
            var sure = Math.sqrt(Math.clamp(face[cell], 0f, 1f) * Math.clamp(thing[cell], 0f, 1f));
            if (sure >= CONFIDENCE) {
                var places = new ArrayList<Point>();
                for (var point = 0; point < POINTS; point++) {
                    places.add(place(points, 2 * (POINTS * cell + point), cell, columns, stride * scale));
                }
                var middle = place(boxes, 4 * cell, cell, columns, stride * scale);
                var width = StrictMath.exp(boxes[4 * cell + 2]) * stride * scale;
                var height = StrictMath.exp(boxes[4 * cell + 3]) * stride * scale;
                detections.add(new Detection(
                        new Box(middle.x() - width / 2, middle.y() - height / 2, width, height), places, sure));
            }
        }
    }

    private static Point place(float[] values, int first, int cell, int columns, double scale) {
        return new Point((cell % columns + values[first]) * scale, (cell / columns + values[first + 1]) * scale);
    }

    private static float[] values(Map<String, Tensor> output, String name) {
        return Outputs.floats(output, name).values();
    }
}
