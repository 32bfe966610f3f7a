package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Rejections.Tally;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which targets could run a job with these needs if they had room, and why the others cannot; once in a round. */
final class Screening {
    final Economy economy;
    private final Needs needs;
    private final List<Place> usable = new ArrayList<>();
    private final List<Place> filled = new ArrayList<>();
    private final List<Lack> lacks = new ArrayList<>();
    private final Map<Catalogue, Lack> offered = new IdentityHashMap<>();
    private final Map<Estimates.Service, Market> markets = new IdentityHashMap<>();
    private final Rejections rejections;
    private final int screened;
    private int hopes;
    private int silent;
    private int full;
    private @Nullable Rejections whenFull;
    private @Nullable Shortfall shortfall;

    Screening(Needs needs, Economy economy, List<Place> all, int foreignLimit) {
        this.needs = needs;
        this.economy = economy;
        this.screened = all.size();
        var tally = new Tally();
        for (var place : all) {
            screen(place, foreignLimit, tally);
        }
        rejections = tally.rejections();
    }

    /** What a target will never do is said of it even while something else is the matter with it. */
    private void screen(Place place, int foreignLimit, Tally tally) {
        var target = place.target;
        var demands = needs.demands();
        var veto = Veto.of(demands, target);
        if (veto != null) {
            tally.add(target, veto.objection(), () -> veto.explanation().apply(demands, target));
            return;
        }
        var lack = lackOf(target);
        if (!lack.isNothing()) {
            lacks.add(lack);
            tally.add(target, lack.objection(), lack::sentence);
            return;
        }
        hopes++;
        var unmet = place.unmet();
        if (unmet == null) {
            admit(place, foreignLimit, tally);
        } else {
            silent += target.catalogue() == null && target.isOurs() ? 1 : 0;
            tally.add(target, unmet.objection(), () -> unmet.explanation().apply(target));
        }
    }

    private void admit(Place place, int foreignLimit, Tally tally) {
        var target = place.target;
        if (target.catalogue() == null && target.isOurs()) {
            tally.add(target, Objection.CATALOGUE_UNKNOWN, () -> "has not shown its catalogue yet");
        } else if (!target.hasPlaced(needs)) {
            tally.add(target, Objection.FILES_NOT_PLACED, () -> "is still being given the job's files");
        } else if (place.foreign() > foreignLimit) {
            tally.add(target, Objection.FOREIGN_QUEUE, () -> "holds %d runs of others".formatted(place.foreign()));
        } else {
            usable.add(place);
            place.watchedBy(this);
            if (!place.hasRoom()) {
                filled(place);
            }
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

    /** Where every usable target is one to avoid, a second try there beats none. */
    Set<String> avoidedBy(Candidate candidate) {
        var avoided = candidate.avoided();
        return avoided.isEmpty() || usable.stream().anyMatch(place -> !avoided.contains(place.target.targetId()))
                ? avoided
                : Set.of();
    }

    boolean hasRoom() {
        return usable.size() > full;
    }

    /** How many usable targets have no room. */
    int full() {
        return full;
    }

    /** One of the usable targets has no room any more. */
    void filled(Place place) {
        full++;
        if (place.target.isOurs()) {
            filled.add(place);
        }
    }

    /** Whether it is certain that no target runs the job: each is known to lack something, or is not what it demands. */
    boolean isHopeless() {
        return hopes == 0 && screened > 0;
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
        return markets.computeIfAbsent(
                service, _ -> new Market(usable, filled, new Work(service, digest, needs, economy.pricing())));
    }

    /** Given up for what every target lacks that is as the job demands, or as none is. */
    GivenUp inVain(Candidate candidate, Rejections rejections) {
        if (lacks.isEmpty()) {
            var problem = new Cause("demands_unmet", "No target is all that the job demands: " + unmetDemands() + ".");
            return new GivenUp(candidate, FailureClass.DEMANDS_UNMET, problem, rejections);
        }
        if (shortfall == null) {
            shortfall = new Shortfall(lacks);
        }
        return new GivenUp(
                candidate, shortfall.failure(), shortfall.cause(candidate.job().nodes()), rejections);
    }

    private String unmetDemands() {
        return Veto.ALL.stream()
                .filter(veto -> rejections.counts().containsKey(veto.objection()))
                .map(veto -> veto.demanded().apply(needs.demands()))
                .collect(Collectors.joining(", "));
    }

    Needs needs() {
        return needs;
    }
}
