package dev.comfymesh.scoring.domain.body;

import dev.comfymesh.scoring.domain.Feature;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.sight.AnchorGrid;
import dev.comfymesh.scoring.domain.sight.Box;
import dev.comfymesh.scoring.domain.sight.Crop;
import dev.comfymesh.scoring.domain.sight.Detection;
import dev.comfymesh.scoring.domain.sight.Inference;
import dev.comfymesh.scoring.domain.sight.Outputs;
import dev.comfymesh.scoring.domain.sight.Point;
import dev.comfymesh.scoring.domain.sight.Reduced;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What MediaPipe's models take for a hand: a palm, and on a second look how sure they are that it is one and where its joints are.
 *
 * @param presence from 0 to 1
 */
record Hand(double presence, List<Point> joints) {
    static final Set<String> MODELS = Set.of(Hand.PALM_MODEL, Hand.JOINTS_MODEL);

    private static final String PALM_MODEL = "palm-detection";
    private static final String JOINTS_MODEL = "hand-landmark";

    private static final int JOINTS = 21;
    private static final int PALM_SIDE = 192;
    private static final int SIDE = 224;
    private static final AnchorGrid GRID = new AnchorGrid(PALM_SIDE, 7);
    private static final double CONFIDENCE = 0.5;
    private static final double OVERLAP = 0.3;
    private static final int WRIST = 0;
    private static final int MIDDLE_FINGER = 2;

    /** A hand is so many times as long as its palm, and lies above the palm's middle by half its height. */
    private static final double TIMES = 2.6;

    private static final double UP = 0.5;

    /** All of a picture. */
    record All(Models models) implements Feature<Inference<List<Hand>>> {
        @Override
        public Inference<List<Hand>> of(Features features) {
            return Inference.network(models, PALM_MODEL)
                    .then(palms -> Inference.network(models, JOINTS_MODEL)
                            .map(joints -> palms(palms, features).stream()
                                    .map(palm -> seen(joints, features.picture(), palm))
                                    .toList()));
        }
    }

    private static List<Detection> palms(Network network, Features features) {
        var colours = features.of(new Reduced(2 * PALM_SIDE));
        var whole = Crop.whole(colours.width(), colours.height());
        var output = network.run(Map.of("input_1", whole.pixelByPixel(colours, PALM_SIDE, 0, 255)));
        var found = GRID.detections(
                Outputs.floats(output, "Identity"),
                Outputs.floats(output, "Identity_1"),
                CONFIDENCE,
                whole.enlarged((double) features.picture().width() / colours.width()));
        return Detection.distinct(found, OVERLAP);
    }

    private static Hand seen(Network network, Picture picture, Detection palm) {
        var crop = upright(palm);
        var output = network.run(Map.of("input_1", crop.pixelByPixel(picture.colours(), SIDE, 0, 255)));
        var places = Outputs.floats(output, "Identity").values();
        return new Hand(
                Outputs.floats(output, "Identity_1").values()[0],
                IntStream.range(0, JOINTS)
                        .mapToObj(joint -> crop.at(places[3 * joint] / SIDE, places[3 * joint + 1] / SIDE))
                        .toList());
    }

    /** With the fingers above the palm. */
    private static Crop upright(Detection palm) {
        var wrist = palm.points().get(WRIST);
        var finger = palm.points().get(MIDDLE_FINGER);
        var angle = StrictMath.atan2(finger.x() - wrist.x(), wrist.y() - finger.y());
        var box = palm.box();
        var middle = new Point(
                box.middle().x() + UP * box.height() * StrictMath.sin(angle),
                box.middle().y() - UP * box.height() * StrictMath.cos(angle));
        return new Crop(middle, TIMES * Math.max(box.width(), box.height()), angle);
    }

    Box box() {
        return Box.around(joints);
    }
}
