package dev.comfymesh.scoring.domain.body;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.Map;
import java.util.Set;

/** How many hands the models are rather sure of. Experimental: small and folded ones are missed. */
public record HandCount(Models library) implements Scorer {
    private static final double SURE = 0.5;

    @Override
    public String id() {
        return "hand-count@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.HAND_COUNT);
    }

    @Override
    public Set<String> models() {
        return Hand.MODELS;
    }

    @Override
    public Reading measure(Features features) {
        return features.of(new Hand.All(library)).read(hands -> {
            var sure = hands.stream().filter(hand -> hand.presence() >= SURE).toList();
            return new Reading.Seen(
                    Map.of(Dimension.HAND_COUNT, (double) sure.size()),
                    sure.stream()
                            .map(hand -> hand.box().region(features.picture(), Dimension.HAND_COUNT, "hand"))
                            .toList());
        });
    }
}
