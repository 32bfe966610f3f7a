package dev.comfymesh.scoring.domain.sight;

import dev.comfymesh.scoring.domain.Scorer.Reading;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Models.Found;
import dev.comfymesh.scoring.domain.model.Network;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What models made of a picture, or the reading that says why there is nothing. */
public sealed interface Inference<T> {
    /** @param by the models that had a part in it */
    record Made<T>(T it, List<Found.Ready> by) implements Inference<T> {}

    record None<T>(Reading why) implements Inference<T> {}

    static <T> Inference<T> of(T it) {
        return new Made<>(it, List.of());
    }

    static <T> Inference<T> none(String why) {
        return new None<>(new Reading.Unknown(why));
    }

    /** The network of that id, or that it is missing. */
    static Inference<Network> network(Models models, String id) {
        return switch (models.find(id)) {
            case Found.Ready ready -> new Made<>(ready.network(), List.of(ready));
            case Found.Missing missing -> new None<>(Reading.unavailable(missing));
        };
    }

    default <U> Inference<U> then(Function<T, Inference<U>> next) {
        return switch (this) {
            case Made<T> made ->
                switch (next.apply(made.it)) {
                    case Made<U>(var it, var by) -> new Made<>(it, union(made.by, by));
                    case None<U> none -> none;
                };
            case None<T>(var why) -> new None<>(why);
        };
    }

    default <U> Inference<U> map(Function<T, U> next) {
        return then(it -> of(next.apply(it)));
    }

    /** Names the models in what was seen. */
    default Reading read(Function<T, Reading> reading) {
        return switch (this) {
            case Made<T>(var it, var by) ->
                switch (reading.apply(it)) {
                    case Reading.Seen seen -> seen.by(by.toArray(Found.Ready[]::new));
                    case Reading other -> other;
                };
            case None<T>(var why) -> why;
        };
    }

    private static List<Found.Ready> union(List<Found.Ready> some, List<Found.Ready> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
