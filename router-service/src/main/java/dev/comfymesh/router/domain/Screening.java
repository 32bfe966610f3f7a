package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Rejections.Tally;
import java.util.ArrayList;
import java.util.EnumMap;
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
    private final List<Alike> fleet;
    // In the order of the fleet; null for a group of which some are usable.
    private final @Nullable Objection[] ofGroups;
    private final Map<String, Market> markets = new HashMap<>();
    private final Rejections rejections;
    private int screened;
    private int hopes;
    private int silent;
    private int full;
    private @Nullable Rejections whenFull;
    private @Nullable Rejections namedWhenFull;
    private @Nullable Objection @Nullable [] barred;
    private @Nullable Shortfall shortfall;

    Screening(Needs needs, Economy economy, Setup setup, List<Alike> fleet) {
        this.needs = needs;
        this.economy = economy;
        this.setup = setup;
        this.vetoes = Veto.of(needs.demands());
        this.fleet = fleet;
        this.ofGroups = new Objection[fleet.size()];
        var tally = new Tally();
        for (int group = 0; group < fleet.size(); group++) {
            screened += fleet.get(group).all().size();
            ofGroups[group] = screen(fleet.get(group), tally);
        }
        rejections = tally.rejections();
    }

    /**
     * What a target will never do is said of it even while something else is the matter with it. Answers what is said of all of
     * them; null where some are usable.
     */
    private @Nullable Objection screen(Alike alike, Tally tally) {
        var demands = needs.demands();
        for (var veto : vetoes) {
            if (veto.isCast().test(demands, alike.like())) {
                reject(
                        alike.all(),
                        veto.objection(),
                        target -> veto.explanation().apply(demands, target),
                        tally);
                return veto.objection();
            }
        }
        var lack = alike.like().lackOf(needs);
        if (!lack.isNothing()) {
            lacks.add(lack);
            reject(alike.all(), lack.objection(), _ -> lack.sentence(), tally);
            return lack.objection();
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
            return null;
        }
        reject(alike.usable(), Objection.FILES_NOT_PLACED, _ -> "is still being given the job's files", tally);
        return null;
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

    /** Why each place of the fleet is not usable for it, by its number; null for one that is. */
    @Nullable
    Objection[] barred() {
        if (barred == null) {
            barred = new Objection[screened];
            for (int group = 0; group < fleet.size(); group++) {
                var ofAll = ofGroups[group];
                for (var place : fleet.get(group).all()) {
                    barred[place.number] = ofAll != null ? ofAll : barred(place);
                }
            }
        }
        return barred;
    }

    private @Nullable Objection barred(Place place) {
        return place.barred() != null || place.target.hasPlaced(needs) ? place.barred() : Objection.FILES_NOT_PLACED;
    }

    /** Of a large fleet all by name, those that have room for that reason; made once for the many that wait in vain. */
    Rejections named(List<Place> places, Rejections rejections, Objection whereRoom) {
        if (places.size() <= Rejections.SMALL_FLEET) {
            return rejections;
        }
        if (rejections != whenFull) {
            return rejections.naming(named(places, whereRoom));
        }
        if (namedWhenFull == null) {
            namedWhenFull = rejections.naming(named(places, whereRoom));
        }
        return namedWhenFull;
    }

    private Map<Objection, List<String>> named(List<Place> places, Objection whereRoom) {
        var named = new EnumMap<Objection, List<String>>(Objection.class);
        for (var place : places) {
            var why = barred()[place.number];
            var said = why != null ? why : place.hasRoom() ? whereRoom : Objection.NO_SLOT;
            named.computeIfAbsent(said, _ -> new ArrayList<>()).add(place.target.targetId());
        }
        return named;
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
