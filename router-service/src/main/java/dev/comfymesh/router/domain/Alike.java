package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Rejections.Tally;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Targets that are alike in all that a job can demand for good, and which of them can be used now. They are looked into
 * together, whatever a job asks, unless it asks for some by name or brings files that each must have been given.
 */
final class Alike {
    private final Target like;
    private final List<Place> all = new ArrayList<>();
    private final List<Place> usable = new ArrayList<>();
    private final List<Place> filled = new ArrayList<>();
    private final List<Screening> screenings = new ArrayList<>();
    private final Tally others = new Tally();
    private int silent;

    private Alike(Target like) {
        this.like = like;
    }

    /** In groups, and in the order of their targets within each. */
    static List<Alike> groups(List<Place> places, int foreignLimit) {
        Map<@Nullable Catalogue, List<Alike>> byCatalogue = new IdentityHashMap<>();
        var groups = new ArrayList<Alike>();
        for (var place : places) {
            var known = byCatalogue.computeIfAbsent(place.target.catalogue(), _ -> new ArrayList<>());
            var group = known.stream()
                    .filter(one -> isAlike(one.like, place.target))
                    .findFirst()
                    .orElseGet(() -> {
                        var fresh = new Alike(place.target);
                        known.add(fresh);
                        groups.add(fresh);
                        return fresh;
                    });
            group.add(place, foreignLimit);
        }
        return groups;
    }

    /** Each by itself. */
    static List<Alike> singles(List<Place> places, int foreignLimit) {
        return places.stream()
                .map(place -> {
                    var single = new Alike(place.target);
                    single.add(place, foreignLimit);
                    return single;
                })
                .toList();
    }

    private static boolean isAlike(Target one, Target other) {
        var traits = one.traits();
        var others = other.traits();
        return one.contract() == other.contract()
                && one.kind() == other.kind()
                && Objects.equals(traits.provider(), others.provider())
                && Objects.equals(traits.accelerator(), others.accelerator())
                && Objects.equals(traits.region(), others.region());
    }

    private void add(Place place, int foreignLimit) {
        var target = place.target;
        var unmet = place.unmet();
        all.add(place);
        if (unmet != null) {
            silent += target.catalogue() == null && target.isOurs() ? 1 : 0;
            bar(place, unmet.objection(), () -> unmet.explanation().apply(target));
        } else if (target.catalogue() == null && target.isOurs()) {
            bar(place, Objection.CATALOGUE_UNKNOWN, () -> "has not shown its catalogue yet");
        } else if (place.foreign() > foreignLimit) {
            bar(place, Objection.FOREIGN_QUEUE, () -> "holds %d runs of others".formatted(place.foreign()));
        } else {
            usable.add(place);
            place.watchedBy(this);
            if (!place.hasRoom()) {
                filled.add(place);
            }
        }
    }

    private void bar(Place place, Objection objection, Supplier<String> sentence) {
        place.bar(objection);
        others.add(place.target, objection, sentence);
    }

    /** Any of them. */
    Target like() {
        return like;
    }

    List<Place> all() {
        return all;
    }

    /** Those that take a job for which they are right, as soon as they have room. */
    List<Place> usable() {
        return usable;
    }

    /** Those of them that have no room. */
    List<Place> filled() {
        return filled;
    }

    /** Why the others are not. */
    Tally others() {
        return others;
    }

    /** How many of them are not up and never showed what they offer. */
    int silent() {
        return silent;
    }

    void watchedBy(Screening screening) {
        screenings.add(screening);
    }

    /** One of the usable has no room any more. */
    void filled(Place place) {
        filled.add(place);
        screenings.forEach(screening -> screening.filled(place));
    }
}
