package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Selected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The best of those that pass, whatever order they come in; none looks like a better one. They are chosen one after the
 * other, each for its score and for looking unlike those before it, as far as the profile wants that; of equals the lower
 * number comes first. Where too few pass, gates are relaxed as the profile lists them.
 *
 * @param duplicates by each candidate that looks like one of the selected, that better one
 * @param setAside by each candidate that passed by itself and not within the pool, the reason
 */
record Ranking(List<Selected> selection, Map<String, String> duplicates, Map<String, Reason> setAside) {
    Ranking {
        selection = List.copyOf(selection);
        duplicates = Map.copyOf(duplicates);
        setAside = Map.copyOf(setAside);
    }

    /** Gates may only be relaxed once no more candidates can come. */
    static Ranking of(List<Candidate> candidates, int count, Profile profile, boolean mayRelax) {
        var setAside = setAside(candidates, profile);
        var entrants = Entrant.of(candidates, setAside, profile.choice().relax());
        var chosen = new Chosen(profile.choice(), profile.comparesEmbeddings() && Entrant.areEmbedded(entrants), count);
        IntPredicate isNeeded = step -> step == 0 || mayRelax;
        IntStream.rangeClosed(0, profile.choice().relax().size())
                .filter(isNeeded)
                .forEach(step -> chosen.addFrom(entrants.stream()
                        .filter(entrant -> entrant.step() == step)
                        .sorted(Entrant.BEST_FIRST)
                        .toList()));
        return new Ranking(ranked(chosen.kept), chosen.duplicates, setAside);
    }

    private static Map<String, Reason> setAside(List<Candidate> candidates, Profile profile) {
        if (!profile.comparesPool()) {
            return Map.of();
        }
        var pool = candidates.stream()
                .flatMap(candidate -> candidate.measurements().stream())
                .toList();
        var setAside = new HashMap<String, Reason>();
        for (var candidate : candidates) {
            candidate
                    .measurements()
                    .flatMap(own -> profile.compare(new Subject(candidate.n(), candidate.seed(), own, pool)))
                    .ifPresent(reason -> setAside.put(candidate.id(), reason));
        }
        return setAside;
    }

    private static List<Selected> ranked(List<Entrant> kept) {
        var selection = new ArrayList<Selected>();
        for (var entrant : kept) {
            selection.add(entrant.at(selection.size() + 1));
        }
        return selection;
    }

    /** Those that are delivered, as they are chosen. */
    private static final class Chosen {
        private final Choice choice;
        private final boolean byEmbedding;
        private final int count;
        private final List<Entrant> kept = new ArrayList<>();
        private final Map<String, String> duplicates = new HashMap<>();

        Chosen(Choice choice, boolean byEmbedding, int count) {
            this.choice = choice;
            this.byEmbedding = byEmbedding;
            this.count = count;
        }

        void addFrom(List<Entrant> bestFirst) {
            var open = new ArrayList<>(bestFirst.stream().map(Open::new).toList());
            kept.forEach(better -> compare(open, better));
            while (kept.size() < count && !open.isEmpty()) {
                var next = next(open);
                open.remove(next);
                kept.add(next.entrant);
                compare(open, next.entrant);
            }
        }

        private Open next(List<Open> open) {
            var best = open.getFirst();
            for (var entrant : open) {
                if (worth(entrant) > worth(best)) {
                    best = entrant;
                }
            }
            return best;
        }

        /** Maximal marginal relevance: the score against the likeness to the most alike of those chosen. */
        private double worth(Open open) {
            return (1 - choice.diversity()) * open.entrant.score() - choice.diversity() * open.likeness;
        }

        /** Takes out whoever looks the same, and notes how much the others look like it. */
        private void compare(List<Open> open, Entrant better) {
            open.removeIf(other -> {
                var looksSame = other.entrant.looksLike(better, choice);
                if (looksSame) {
                    duplicates.put(
                            other.entrant.candidate().id(), better.candidate().id());
                } else if (choice.diversity() > 0) {
                    other.likeness = Math.max(other.likeness, other.entrant.likeness(better, byEmbedding));
                }
                return looksSame;
            });
        }
    }

    /** One that may be chosen yet. */
    private static final class Open {
        private final Entrant entrant;

        /** To the most alike of those chosen. */
        private double likeness;

        Open(Entrant entrant) {
            this.entrant = entrant;
        }
    }
}
