package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Feature;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.sight.Inference;
import java.util.ArrayList;
import java.util.List;

/** What is known of the pictures that one is compared with. */
final class References {
    private References() {}

    /** Of at least one; what a reference does not show is left out as long as another shows it. */
    static <T> Inference<List<T>> of(Features features, Feature<Inference<T>> feature) {
        var references = features.intent().references();
        if (references.isEmpty()) {
            return Inference.none(features.intent().whyNo("reference picture"));
        }
        var made = new ArrayList<T>();
        for (var reference : references) {
            switch (reference.of(feature)) {
                case Inference.Made<T> seen -> made.add(seen.it());
                case Inference.None<T> none
                when references.size() == 1 -> {
                    return new Inference.None<>(none.why());
                }
                case Inference.None<T> _ -> {}
            }
        }
        return made.isEmpty()
                ? Inference.none("No reference picture shows what is to be compared.")
                : Inference.of(List.copyOf(made));
    }
}
