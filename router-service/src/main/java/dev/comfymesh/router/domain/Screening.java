package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Rejections.Tally;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which targets could run a graph with these needs if they had room, and why the others cannot; once in a round. */
final class Screening {
    private final Needs needs;
    private final List<Place> usable = new ArrayList<>();
    private final List<Lack> lacks = new ArrayList<>();
    private final Map<Catalogue, Lack> offered = new IdentityHashMap<>();
    private final Map<Estimates.Service, Market> markets = new IdentityHashMap<>();
    private final Rejections rejections;
    private int hopes;
    private int silent;
    private int withRoom;
    private @Nullable Rejections whenFull;
    private @Nullable Shortfall shortfall;

    Screening(Needs needs, List<Place> all, int foreignLimit) {
        this.needs = needs;
        var tally = new Tally();
        for (var place : all) {
            screen(place, foreignLimit, tally);
        }
        rejections = tally.rejections();
    }

    /** What a target will never do is said of it even while something else is the matter with it. */
    private void screen(Place place, int foreignLimit, Tally tally) {
        var target = place.target;
        var lack = lackOf(target);
        if (!lack.isNothing()) {
            lacks.add(lack);
            tally.add(target, lack.objection(), lack::sentence);
            return;
        }
        var unmet = place.unmet();
        if (unmet == null) {
            hopes++;
            admit(place, foreignLimit, tally);
            return;
        }
        if (unmet.objection() != Objection.CONTRACT) {
            hopes++;
            silent += target.catalogue() == null ? 1 : 0;
        }
        tally.add(target, unmet.objection(), () -> unmet.explanation().apply(target));
    }

    private void admit(Place place, int foreignLimit, Tally tally) {
        var target = place.target;
        if (target.catalogue() == null) {
            tally.add(target, Objection.CATALOGUE_UNKNOWN, () -> "has not shown its catalogue yet");
        } else if (!target.hasPlaced(needs)) {
            tally.add(target, Objection.FILES_NOT_PLACED, () -> "is still being given the job's files");
        } else if (place.foreign() > foreignLimit) {
            tally.add(target, Objection.FOREIGN_QUEUE, () -> "holds %d runs of others".formatted(place.foreign()));
        } else {
            usable.add(place);
            place.watchedBy(this);
            withRoom += place.hasRoom() ? 1 : 0;
        }
    }

    /** Each catalogue is looked into once. */
    private Lack lackOf(Target target) {
        var catalogue = target.catalogue();
        var lack = catalogue == null ? Lack.NOTHING : offered.computeIfAbsent(catalogue, shown -> shown.lackOf(needs));
        return target.lackOf(needs, lack);
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

    /** Whether it is certain that no target can run the graph: each that takes graphs is known to lack something. */
    boolean isHopeless() {
        return !lacks.isEmpty() && hopes == 0;
    }

    /** Whether only targets that are not up and never showed what they offer could still run it. */
    boolean isDoubtful() {
        return !lacks.isEmpty() && hopes == silent;
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

    Market market(Estimates.Service service, String digest) {
        return markets.computeIfAbsent(service, _ -> new Market(usable, service, digest, needs));
    }

    /** What keeps the graph from every target that is known; there is something. */
    Shortfall shortfall() {
        if (shortfall == null) {
            shortfall = new Shortfall(lacks);
        }
        return shortfall;
    }
}
