package dev.comfymesh.scoring.domain.sight;

import dev.comfymesh.scoring.domain.Scorer.Reading;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Models.Found;
import dev.comfymesh.scoring.domain.model.Network;
import java.util.function.Function;

/** What networks made of a picture, or the reading that says why there is nothing. */
public sealed interface Inference<T> {
    record Made<T>(T it) implements Inference<T> {}

    record None<T>(Reading why) implements Inference<T> {}

    static <T> Inference<T> none(String why) {
        return new None<>(new Reading.Unknown(why));
    }

    /** The network of that id, or that it is missing. */
    static Inference<Network> network(Models models, String id) {
        return switch (models.find(id)) {
            case Found.Ready ready -> new Made<>(ready.network());
            case Found.Missing missing -> new None<>(Reading.unavailable(missing));
        };
    }

    default <U> Inference<U> then(Function<T, Inference<U>> next) {
        return switch (this) {
            case Made<T>(var it) -> next.apply(it);
            case None<T>(var why) -> new None<>(why);
        };
    }

    default <U> Inference<U> map(Function<T, U> next) {
        return then(it -> new Made<>(next.apply(it)));
    }

    default Reading read(Function<T, Reading> reading) {
        return switch (this) {
            case Made<T>(var it) -> reading.apply(it);
            case None<T>(var why) -> why;
        };
    }
}
