package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Rejections.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which targets could run a job with these needs if they had room, and why the others cannot; once in a round. */
final class Screening {
    static final String FULL = "holds enough for now";

    final Economy economy;
    private final Needs needs;
    private final Setup setup;
    private final List<Veto> vetoes;
    private final List<Place> usable = new ArrayList<>();
    private final List<Place> filled = new ArrayList<>();
    private final List<Lack> lacks = new ArrayList<>();
    private final Map<String, Market> markets = new HashMap<>();
    private final Rejections rejections;
    private int screened;
    private int hopes;
    private int silent;
    private int full;
    private @Nullable Rejections whenFull;
    private @Nullable Shortfall shortfall;

    Screening(Needs needs, Economy economy, Setup setup, List<Alike> fleet) {
        this.needs = needs;
        this.economy = economy;
        this.setup = setup;
        this.vetoes = Veto.of(needs.demands());
        var tally = new Tally();
        for (var alike : fleet) {
            screened += alike.all().size();
            screen(alike, tally);
        }
        rejections = tally.rejections();
    }

    /** What a target will never do is said of it even while something else is the matter with it. */
    private void screen(Alike alike, Tally tally) {
        var demands = needs.demands();
        for (var veto : vetoes) {
            if (veto.isCast().test(demands, alike.like())) {
                reject(
                        alike.all(),
                        veto.objection(),
                        target -> veto.explanation().apply(demands, target),
                        tally);
                return;
            }
        }
        var lack = alike.like().lackOf(needs);
        if (!lack.isNothing()) {
            lacks.add(lack);
            reject(alike.all(), lack.objection(), _ -> lack.sentence(), tally);
            return;
        }
        hopes += alike.all().size();
        silent += alike.silent();
        tally.add(alike.others());
        if (alike.like().hasPlaced(needs)) {
            usable.addAll(alike.usable());
            full += alike.filled().size();
            if (alike.like().isOurs()) {
                filled.addAll(alike.filled());
            }
            alike.watchedBy(this);
        } else {
            reject(alike.usable(), Objection.FILES_NOT_PLACED, _ -> "is still being given the job's files", tally);
        }
    }

    private static void reject(
            List<Place> places, Objection objection, Function<Target, String> explanation, Tally tally) {
        for (var place : places) {
            tally.add(place.target, objection, () -> explanation.apply(place.target));
        }
    }

    List<Place> usable() {
        return usable;
    }

    /** Where every usable target is one to avoid, a second try there beats none, but for one that is to run elsewhere. */
    Set<String> avoidedBy(Candidate candidate) {
        var avoided = candidate.avoided();
        return avoided.isEmpty()
                        || candidate.hedge() != null
                        || usable.stream().anyMatch(place -> !avoided.contains(place.target.targetId()))
                ? avoided
                : Set.of();
    }

    boolean hasRoom() {
        return usable.size() > full;
    }

    /** Says it of the usable targets that have room, or of those that have none; of many only how many they are. */
    void tell(Tally tally, Objection objection, boolean room, String sentence) {
        if (usable.size() > Rejections.SMALL_FLEET) {
            tally.add(objection, room ? usable.size() - full : full);
            return;
        }
        for (var place : usable) {
            if (place.hasRoom() == room) {
                tally.add(place.target, objection, () -> sentence);
            }
        }
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
            tell(tally, Objection.NO_SLOT, false, FULL);
            whenFull = tally.rejections();
        }
        return whenFull;
    }

    /** Workflows of which nothing was learned share one. */
    Market market(Estimates estimates, Odds odds, String shape) {
        var passes = odds.passes(shape);
        return markets.computeIfAbsent(
                estimates.know(shape) || !passes.isEmpty() ? shape : "",
                _ -> new Market(usable, filled, new Work(estimates.of(shape), passes, setup, economy.pricing())));
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
        return vetoes.stream()
                .filter(veto -> rejections.counts().containsKey(veto.objection()))
                .map(veto -> veto.demanded().apply(needs.demands()))
                .collect(Collectors.joining(", "));
    }

    Needs needs() {
        return needs;
    }
}
