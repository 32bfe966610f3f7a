package dev.comfymesh.scoring.domain.saliency;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Feature;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.Sharpness;
import java.util.Map;
import java.util.Set;

/**
 * Sharpness where the eye looks: each pixel weighs what it draws of the eye, so a soft background costs it little.
 */
public final class SubjectSharpness implements Scorer {
    private final int maxSide;

    public SubjectSharpness(int maxSide) {
        this.maxSide = maxSide;
    }

    @Override
    public String id() {
        return "subject-sharpness@2";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.SUBJECT_SHARPNESS);
    }

    @Override
    public Reading measure(Features features) {
        var saliency = features.of(Saliency.FEATURE);
        var subject = saliency.subject(Dimension.SUBJECT_SHARPNESS);
        if (subject.isEmpty()) {
            return new Reading.Unknown("Nothing in the picture draws the eye.");
        }
        var small = features.of(new Feature.Within(maxSide));
        var weights = new double[small.pixels()];
        for (var index = 0; index < weights.length; index++) {
            var x = index % small.width();
            var y = index / small.width();
            weights[index] = saliency.near((x + 0.5) / small.width(), (y + 0.5) / small.height());
        }
        var ratio = Sharpness.ratio(features, maxSide, detail -> detail.variance(weights));
        return new Reading.Seen(
                Map.of(Dimension.SUBJECT_SHARPNESS, ratio), subject.stream().toList());
    }
}
