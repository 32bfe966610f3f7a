package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.router.domain.Rejections.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which targets could run a graph of these node classes if they had room, and why the others cannot; once in a round. */
final class Screening {
    private final Set<String> nodeClasses;
    private final List<Place> all;
    private final List<Place> usable = new ArrayList<>();
    private final Map<Set<String>, Boolean> catalogues = new IdentityHashMap<>();
    private final Map<Estimates.Service, Market> markets = new IdentityHashMap<>();
    private final Rejections rejections;
    private final boolean hopeless;
    private int withRoom;
    private @Nullable Rejections whenFull;
    private @Nullable Cause missing;

    /** Of these targets; {@code unsound} are the rejections of those that are of no use to anybody now. */
    Screening(Set<String> nodeClasses, List<Place> all, Rejections unsound, int foreignLimit) {
        this.nodeClasses = nodeClasses;
        this.all = all;
        var tally = Tally.from(unsound);
        var lacking = 0;
        for (var place : all) {
            lacking += lacks(place.target) ? 1 : 0;
            if (place.isSound()) {
                admit(place, foreignLimit, tally);
            }
        }
        rejections = tally.rejections();
        hopeless = !all.isEmpty() && lacking == all.size();
    }

    private void admit(Place place, int foreignLimit, Tally tally) {
        var target = place.target;
        if (target.catalogue() == null) {
            tally.add(target, Objection.CATALOGUE_UNKNOWN, () -> "has not shown its catalogue yet");
        } else if (lacks(target)) {
            tally.add(
                    target,
                    Objection.NODE_CLASS_MISSING,
                    () -> "does not offer " + String.join(", ", target.lacks(nodeClasses)));
        } else if (place.foreign() > foreignLimit) {
            tally.add(target, Objection.FOREIGN_QUEUE, () -> "holds %d runs of others".formatted(place.foreign()));
        } else {
            usable.add(place);
            place.watchedBy(this);
            withRoom += place.hasRoom() ? 1 : 0;
        }
    }

    /** Whether it is known that the target cannot run the graph; asked once for each catalogue. */
    private boolean lacks(Target target) {
        var catalogue = target.catalogue();
        return catalogue != null && catalogues.computeIfAbsent(catalogue, _ -> !catalogue.containsAll(nodeClasses));
    }

    List<Place> usable() {
        return usable;
    }

    boolean hasRoom() {
        return withRoom > 0;
    }

    /** How many usable targets have no room. */
    int full() {
        return usable.size() - withRoom;
    }

    /** One of the usable targets has no room any more. */
    void lostOne() {
        withRoom--;
    }

    /** Whether it is certain that no target can run the graph: there are some, and each is known to lack a class. */
    boolean isHopeless() {
        return hopeless;
    }

    /** Of the targets that are not usable. */
    Rejections rejections() {
        return rejections;
    }

    /** Of all targets, when none has room; made once for the many candidates that wait in a full house. */
    Rejections whenFull() {
        if (whenFull == null) {
            var tally = Tally.from(rejections);
            usable.forEach(place -> tally.add(place.target, Objection.NO_SLOT, () -> "holds enough for now"));
            whenFull = tally.rejections();
        }
        return whenFull;
    }

    Market market(Estimates.Service service, Pricing pricing) {
        return markets.computeIfAbsent(service, _ -> new Market(usable, service, pricing));
    }

    /** Names what the target that comes closest does not offer. */
    Cause missing() {
        if (missing == null) {
            var closest = all.stream()
                    .map(place -> place.target.lacks(nodeClasses))
                    .min(Comparator.comparingInt(Set::size))
                    .orElseGet(TreeSet::new);
            missing = new Cause("node_class_missing", "No target offers all of: " + String.join(", ", closest) + ".");
        }
        return missing;
    }
}
