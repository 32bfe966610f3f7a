package dev.comfymesh.scoring.domain.saliency;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Laplacian;
import dev.comfymesh.scoring.domain.Scorer;
import java.util.Map;
import java.util.Set;

/**
 * Sharpness where the eye looks: the variance of the Laplacian in which each pixel weighs what it draws of the eye. A soft
 * background costs it little.
 */
public final class SubjectSharpness implements Scorer {
    private final int maxSide;

    public SubjectSharpness(int maxSide) {
        this.maxSide = maxSide;
    }

    @Override
    public String id() {
        return "subject-sharpness@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.SUBJECT_SHARPNESS);
    }

    @Override
    public Reading measure(Features features) {
        var laplacian = features.of(new Laplacian(maxSide));
        var saliency = features.of(Saliency.FEATURE);
        var weights = 0.0;
        var sum = 0.0;
        var squares = 0.0;
        for (var y = 0; y < laplacian.height(); y++) {
            for (var x = 0; x < laplacian.width(); x++) {
                var weight = saliency.near((x + 0.5) / laplacian.width(), (y + 0.5) / laplacian.height());
                var value = laplacian.at(x, y);
                weights += weight;
                sum += weight * value;
                squares += weight * value * value;
            }
        }
        if (weights == 0) {
            return new Reading.Unknown("Nothing in the picture draws the eye.");
        }
        var mean = sum / weights;
        return new Reading.Seen(
                Map.of(Dimension.SUBJECT_SHARPNESS, Math.max(0, squares / weights - mean * mean)),
                saliency.subject(Dimension.SUBJECT_SHARPNESS).stream().toList());
    }
}
