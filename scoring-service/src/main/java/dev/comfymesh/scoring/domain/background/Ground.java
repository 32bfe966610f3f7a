package dev.comfymesh.scoring.domain.background;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.Feature;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.saliency.Saliency;
import dev.comfymesh.scoring.domain.sight.Crop;
import dev.comfymesh.scoring.domain.sight.Inference;
import dev.comfymesh.scoring.domain.sight.Masked;
import dev.comfymesh.scoring.domain.sight.Outputs;
import dev.comfymesh.scoring.domain.sight.Reduced;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Which pixels are background: those that reach the border of the picture without crossing its subject. The subject is what the mask
 * says that counts, else the people in it, else, by a rule of thumb, what draws the eye.
 *
 * @param colours of the reduced picture, by whose pixels it goes
 * @param shown true where there is background; to be read alone
 */
record Ground(Colours colours, boolean[] shown) {
    static final String MODEL = "selfie-segmentation";

    private static final int SIDE = 256;

    /** People that take less of a picture are not its subject. */
    private static final double LEAST_PEOPLE = 0.02;

    /** What draws the eye so many times as much as the mean. */
    private static final double SALIENT = 3;

    /** Of a picture, found by the models that there are. */
    record Of(Models models) implements Feature<Inference<Ground>> {
        @Override
        public Inference<Ground> of(Features features) {
            var colours = features.of(new Reduced(SIDE));
            var mask = features.intent().mask();
            if (mask.isPresent()) {
                return Inference.of(around(colours, new Masked(mask.get(), colours.width(), colours.height())::counts));
            }
            var people = Inference.network(models, MODEL)
                    .map(network -> people(network, colours))
                    .then(seen -> share(seen) < LEAST_PEOPLE
                            ? Inference.none("There are no people in the picture.")
                            : Inference.of(seen));
            return switch (people) {
                case Inference.Made<boolean[]> made -> made.map(seen -> around(colours, pixel -> seen[pixel]));
                case Inference.None<boolean[]> _ ->
                    Inference.of(around(colours, salient(features.of(Saliency.FEATURE), colours)));
            };
        }
    }

    private static Ground around(Colours colours, IntPredicate subject) {
        return new Ground(colours, reachable(colours, subject));
    }

    private static boolean[] people(Network network, Colours colours) {
        var whole = Crop.whole(colours.width(), colours.height());
        var output = network.run(Map.of("input_1", whole.pixelByPixel(colours, SIDE, 0, 255)));
        var likely = Outputs.floats(output, "activation_10").values();
        var seen = new boolean[colours.width() * colours.height()];
        for (var pixel = 0; pixel < seen.length; pixel++) {
            var place = whole.placeOf(pixel % colours.width() + 0.5, pixel / colours.width() + 0.5);
            seen[pixel] = likely[(int) (place.y() * SIDE) * SIDE + (int) (place.x() * SIDE)] > 0.5;
        }
        return seen;
    }

    private static IntPredicate salient(Saliency saliency, Colours colours) {
        var line = SALIENT * saliency.mean();
        return pixel -> saliency.near(
                        (pixel % colours.width() + 0.5) / colours.width(),
                        (pixel / colours.width() + 0.5) / colours.height())
                > line;
    }

    private static boolean[] reachable(Colours colours, IntPredicate subject) {
        var reached = new boolean[colours.width() * colours.height()];
        var next = new ArrayDeque<Integer>();
        for (var pixel = 0; pixel < reached.length; pixel++) {
            var x = pixel % colours.width();
            var y = pixel / colours.width();
            if (x == 0 || y == 0 || x == colours.width() - 1 || y == colours.height() - 1) {
                reach(pixel, subject, reached, next);
            }
        }
        while (!next.isEmpty()) {
            var pixel = next.remove();
            var x = pixel % colours.width();
            if (x > 0) {
                reach(pixel - 1, subject, reached, next);
            }
            if (x < colours.width() - 1) {
                reach(pixel + 1, subject, reached, next);
            }
            if (pixel >= colours.width()) {
                reach(pixel - colours.width(), subject, reached, next);
            }
            if (pixel < reached.length - colours.width()) {
                reach(pixel + colours.width(), subject, reached, next);
            }
        }
        return reached;
    }

    private static void reach(int pixel, IntPredicate subject, boolean[] reached, ArrayDeque<Integer> next) {
        if (!reached[pixel] && !subject.test(pixel)) {
            reached[pixel] = true;
            next.add(pixel);
        }
    }

    double share() {
        return share(shown);
    }

    private static double share(boolean[] pixels) {
        var count = 0;
        for (var pixel : pixels) {
            count += pixel ? 1 : 0;
        }
        return (double) count / pixels.length;
    }
}
