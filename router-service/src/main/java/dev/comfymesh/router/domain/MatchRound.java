package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Decision.Waits;
import dev.comfymesh.router.domain.Rejections.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of the matcher: what it hands out counts at once for the candidates whose turn comes later. Only those for
 * whom there is room are put in order; when the room is used up nobody else is asked.
 */
final class MatchRound {
    private final Policy policy;
    private final Collection<Candidate> waiting;
    private final Fleet fleet;
    private final Instant now;
    private final Places places;
    private final Caps caps;
    private final Trials trials;
    private final Prospects prospects;
    private final List<Decision> assigned = new ArrayList<>();
    private final List<Decision> givenUp = new ArrayList<>();
    private final List<Decision> waits;
    private final boolean waitingMayPay;
    private int passed;

    MatchRound(Policy policy, Collection<Candidate> waiting, Fleet fleet, Instant now) {
        this.policy = policy;
        this.fleet = fleet;
        this.now = now;
        this.waiting = waiting;
        this.waits = new ArrayList<>(waiting.size());
        this.places = new Places(fleet, policy, now);
        this.caps = new Caps(waiting, fleet.living());
        this.trials = new Trials(fleet, caps, now);
        this.waitingMayPay =
                policy.economy().waitsForBetter() && fleet.targets().stream().anyMatch(Target::mayBeWorthWaitingFor);
        this.prospects = new Prospects(policy.economy(), places, now);
    }

    List<Decision> decide() {
        var fairness = policy.economy().fairness();
        var contenders = contenders();
        var shares = new Shares(fairness, contenders, fleet, now);
        var window = waitingMayPay ? policy.economy().window() : Integer.MAX_VALUE;
        var mostAsked = waitingMayPay ? fairness.mostAsked() : Integer.MAX_VALUE;
        var turns = new Turns(contenders, shares, mostAsked, policy.ageing(), now);
        while (assigned.size() < policy.mostAtOnce() && passed < window && places.haveRoom()) {
            var turn = turns.next();
            if (turn.isEmpty()) {
                break;
            }
            decide(turn.get());
        }
        turns.barred().forEach(candidate -> note(atItsLimit(candidate)));
        turns.rest().forEach(candidate -> note(othersFirst(candidate)));
        givenUp.sort(Comparator.comparing(Decision::candidate, Candidate.BY_AGE));
        assigned.addAll(givenUp);
        assigned.addAll(waits);
        return assigned;
    }

    /** The candidates that could be placed now; what becomes of the others is decided at once. */
    private List<Candidate> contenders() {
        var contenders = new ArrayList<Candidate>(waiting.size());
        var roomless = new ArrayList<Candidate>();
        for (var candidate : waiting) {
            var keptAway = fleet.quarantines().get(candidate.job().digest());
            if (!now.isBefore(candidate.job().deadline())) {
                note(late(candidate));
            } else if (keptAway != null && keptAway.holdsAt(now)) {
                note(new GivenUp(candidate, FailureClass.POISON, keptAway.cause(), Rejections.NONE));
            } else if (now.isBefore(candidate.notBefore())) {
                note(new Waits(candidate, "pauses after a failure until " + candidate.notBefore(), Rejections.NONE));
            } else if (screening(candidate).hasRoom()) {
                contenders.add(candidate);
            } else if (waitingMayPay && !screening(candidate).usable().isEmpty()) {
                roomless.add(candidate);
            } else {
                note(withoutOffer(
                        candidate, screening(candidate), screening(candidate).whenFull()));
            }
        }
        return withRoomless(contenders, roomless);
    }

    /** Those for whom there is no room now have their turns too: what they wait for is not free for those who come later. */
    private List<Candidate> withRoomless(List<Candidate> contenders, List<Candidate> roomless) {
        if (contenders.isEmpty()) {
            roomless.forEach(candidate -> note(withoutOffer(
                    candidate, screening(candidate), screening(candidate).whenFull())));
        } else {
            contenders.addAll(roomless);
        }
        return contenders;
    }

    private void decide(Turns.Turn turn) {
        var candidate = turn.candidate;
        var decision = turn.tenantIsFull() ? atItsLimit(candidate) : place(candidate);
        note(decision);
        if (decision instanceof Assigned placed) {
            places.take(placed);
            caps.taken(candidate.job(), placed.reservedMicros());
            turn.taken();
        } else {
            passed++;
            turn.passed();
        }
    }

    private Decision place(Candidate candidate) {
        var screening = screening(candidate);
        var job = candidate.job();
        var market = screening.market(fleet.estimates().of(job.shape()), job.shape());
        if (!screening.hasRoom()) {
            prospects.awaitRoom(candidate, screening, market);
            return withoutOffer(candidate, screening, screening.whenFull());
        }
        var left = caps.leftMicros(job);
        var tally = Tally.from(screening.rejections());
        tally.add(Objection.NO_SLOT, screening.full());
        if (market.isDearerThan(left)) {
            tally.add(Objection.OVER_CAP, screening.usable().size() - screening.full());
            return withoutOffer(candidate, screening, tally.rejections());
        }
        var stay = stay(candidate, screening, market, left);
        var avoided = avoided(candidate, screening);
        var offers = market.cheapest(
                (place, offer) -> suits(place.target, offer, avoided, left, tally)
                        && mayTry(candidate, place.target, screening, tally),
                prospects.due(job));
        if (stay != null && offers.stream().noneMatch(offer -> offer.targetId().equals(stay.targetId()))) {
            offers.add(prospects.due(job).apply(stay));
            offers.sort(Offer.BY_PRICE);
        }
        if (offers.isEmpty()) {
            return withoutOffer(candidate, screening, tally.rejections());
        }
        var rejections = tally.rejections();
        var later = stay == null ? prospects.later(candidate, screening, market, offers) : null;
        if (later != null && prospects.isWorthTheWait(candidate, later, offers.getFirst())) {
            later.place().await(later.offer());
            return new Waits(candidate, "waits for " + later.offer().targetId() + ", which is worth it", rejections);
        }
        var terms = Terms.of(candidate, policy, left, caps.waiting(job), now, later == null ? null : later.offer());
        var eligible = fleet.targets().size() - rejections.total();
        return new Assigned(candidate, Choice.among(offers, terms), terms, List.copyOf(offers), eligible, rejections);
    }

    /** The offer of the target that is to have a second chance with the candidate; null when it makes none. */
    private @Nullable Offer stay(Candidate candidate, Screening screening, Market market, long leftMicros) {
        if (candidate.stayOn() == null) {
            return null;
        }
        return screening.usable().stream()
                .filter(place -> place.hasRoom() && place.target.targetId().equals(candidate.stayOn()))
                .map(market::offer)
                .filter(offer -> offer.costMicros() <= leftMicros)
                .findFirst()
                .orElse(null);
    }

    /** Where every usable target is one to avoid, a second try there beats none. */
    static Set<String> avoided(Candidate candidate, Screening screening) {
        var elsewhere = candidate.avoided().isEmpty()
                || screening.usable().stream()
                        .anyMatch(place -> !candidate.avoided().contains(place.target.targetId()));
        return elsewhere ? candidate.avoided() : Set.of();
    }

    private static boolean suits(Target target, Offer offer, Set<String> avoided, long leftMicros, Tally tally) {
        if (avoided.contains(target.targetId())) {
            tally.add(target, Objection.FAILED_THERE, () -> "an attempt of it failed there");
            return false;
        }
        if (offer.costMicros() > leftMicros) {
            tally.add(
                    target,
                    Objection.OVER_CAP,
                    () -> "costs %d micros, %d are left of the cap".formatted(offer.costMicros(), leftMicros));
            return false;
        }
        return true;
    }

    private boolean mayTry(Candidate candidate, Target target, Screening screening, Tally tally) {
        if (trials.allow(candidate, target, screening)) {
            return true;
        }
        tally.add(target, Objection.UNTRIED, () -> "has just returned, and others try it first");
        return false;
    }

    private Decision withoutOffer(Candidate candidate, Screening screening, Rejections rejections) {
        var job = candidate.job();
        if (screening.isHopeless()
                || screening.isDoubtful()
                        && !now.isBefore(candidate.waitingSince().plus(policy.patience()))) {
            var shortfall = screening.shortfall();
            return new GivenUp(candidate, shortfall.failure(), shortfall.cause(job.nodes()), rejections);
        }
        if (rejections.keepsOutForGood(Objection.OVER_CAP) && caps.isSettled(job)) {
            var problem = new Cause("budget", "The job's cap does not pay for another attempt on any target.");
            return new GivenUp(candidate, FailureClass.BUDGET, problem, rejections);
        }
        return new Waits(candidate, places.isEmpty() ? "there is no target" : "no target takes it now", rejections);
    }

    private GivenUp late(Candidate candidate) {
        var detail = "The deadline %s passed while it waited for a target."
                .formatted(candidate.job().deadline());
        return new GivenUp(candidate, FailureClass.DEADLINE, new Cause("deadline", detail), Rejections.NONE);
    }

    private Waits othersFirst(Candidate candidate) {
        return new Waits(candidate, "others come first", screening(candidate).rejections());
    }

    private static Waits atItsLimit(Candidate candidate) {
        var limit = candidate.job().tenant().maxRunning();
        return new Waits(candidate, "the tenant runs its limit of %d attempts".formatted(limit), Rejections.NONE);
    }

    private Screening screening(Candidate candidate) {
        return places.screening(candidate.job().needs());
    }

    private void note(Decision decision) {
        switch (decision) {
            case Assigned _ -> assigned.add(decision);
            case GivenUp _ -> givenUp.add(decision);
            case Waits _ -> waits.add(decision);
        }
    }
}
