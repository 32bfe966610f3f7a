package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Decision.Waits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

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
    private final Placing placing;
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
        this.places = new Places(fleet, waiting, policy, now);
        this.caps = new Caps(waiting, fleet.living());
        this.waitingMayPay = policy.waitsForBetter() && fleet.targets().stream().anyMatch(Target::mayBeWorthWaitingFor);
        this.placing = new Placing(policy, fleet, places, caps, now);
    }

    List<Decision> decide() {
        var fairness = policy.fairness();
        var contenders = contenders();
        var shares = new Shares(fairness, fleet, now);
        var window = waitingMayPay ? fairness.window() : Integer.MAX_VALUE;
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
        var quarantines = fleet.quarantines();
        for (var candidate : waiting) {
            var keptAway = quarantines.isEmpty()
                    ? null
                    : quarantines.get(candidate.job().digest());
            if (!now.isBefore(candidate.job().deadline())) {
                note(late(candidate));
            } else if (keptAway != null && keptAway.holdsAt(now)) {
                note(new GivenUp(candidate, FailureClass.POISON, keptAway.cause(), Rejections.NONE));
            } else if (now.isBefore(candidate.notBefore())) {
                note(new Waits(candidate, "pauses after a failure until " + candidate.notBefore(), Rejections.NONE));
            } else {
                var screening = screening(candidate);
                if (screening.hasRoom()) {
                    contenders.add(candidate);
                } else if (waitingMayPay && !screening.usable().isEmpty()) {
                    roomless.add(candidate);
                } else {
                    note(whenFull(candidate));
                }
            }
        }
        return withRoomless(contenders, roomless);
    }

    /** Those for whom there is no room now have their turns too: what they wait for is not free for those who come later. */
    private List<Candidate> withRoomless(List<Candidate> contenders, List<Candidate> roomless) {
        if (contenders.isEmpty()) {
            roomless.forEach(candidate -> note(whenFull(candidate)));
        } else {
            contenders.addAll(roomless);
        }
        return contenders;
    }

    private void decide(Turns.Turn turn) {
        var candidate = turn.candidate;
        var decision = turn.tenantIsFull() ? atItsLimit(candidate) : placing.place(candidate, screening(candidate));
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

    private Decision whenFull(Candidate candidate) {
        var screening = screening(candidate);
        return placing.withoutOffer(candidate, screening, screening.whenFull());
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
