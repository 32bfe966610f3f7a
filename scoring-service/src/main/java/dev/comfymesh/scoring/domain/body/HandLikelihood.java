package dev.comfymesh.scoring.domain.body;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of all that looks like a palm from afar, how sure a second model is that the least likely belongs to a hand. Experimental: it
 * was trained on real hands, never to tell drawn ones with a finger too many, and was compared with nobody's opinion.
 */
public record HandLikelihood(Models library) implements Scorer {
    @Override
    public String id() {
        return "hand-likelihood@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.HANDS);
    }

    @Override
    public Set<String> models() {
        return Hand.MODELS;
    }

    @Override
    public Reading measure(Features features) {
        return features.of(new Hand.All(library)).read(hands -> of(hands, features.picture()));
    }

    private static Reading of(List<Hand> hands, Picture picture) {
        if (hands.isEmpty()) {
            return new Reading.Unknown("There is no hand in the picture.");
        }
        var least = Collections.min(hands, Comparator.comparingDouble(Hand::presence));
        return new Reading.Seen(
                Map.of(Dimension.HANDS, least.presence()),
                List.of(least.box().region(picture, Dimension.HANDS, "least likely hand")));
    }
}
