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
        var chosen = new Chosen(profile.choice(), count);
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
        private final int count;
        private final List<Entrant> kept = new ArrayList<>();
        private final Map<String, String> duplicates = new HashMap<>();

        Chosen(Choice choice, int count) {
            this.choice = choice;
            this.count = count;
        }

        void addFrom(List<Entrant> bestFirst) {
            var open = new ArrayList<>(bestFirst);
            kept.forEach(better -> markLookalikes(open, better));
            while (kept.size() < count && !open.isEmpty()) {
                var next = next(open);
                open.remove(next);
                kept.add(next);
                markLookalikes(open, next);
            }
        }

        private Entrant next(List<Entrant> open) {
            var best = open.getFirst();
            for (var entrant : open) {
                if (worth(entrant) > worth(best)) {
                    best = entrant;
                }
            }
            return best;
        }

        /** Maximal marginal relevance: the score against the likeness to the most alike of those chosen. */
        private double worth(Entrant entrant) {
            var likeness = choice.diversity() == 0
                    ? 0
                    : kept.stream().mapToDouble(entrant::likeness).max().orElse(0);
            return (1 - choice.diversity()) * entrant.score() - choice.diversity() * likeness;
        }

        private void markLookalikes(List<Entrant> open, Entrant better) {
            open.removeIf(entrant -> {
                var looksSame = entrant.looksLike(better, choice.minDistanceBits());
                if (looksSame) {
                    duplicates.put(entrant.candidate().id(), better.candidate().id());
                }
                return looksSame;
            });
        }
    }
}
