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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One run of the matcher: what it hands out counts at once for the candidates whose turn comes later. */
final class MatchRound {
    private final Policy policy;
    private final Collection<Candidate> waiting;
    private final Fleet fleet;
    private final Instant now;
    private final Occupancy occupancy;
    private final Caps caps;
    private final Map<Set<String>, Screening> screenings = new HashMap<>();

    /**
     * Which targets could run a graph of these node classes if they had room, and why the others cannot; {@code whenFull}
     * also says of the usable ones that they have none, once for the many candidates that wait in a full house.
     */
    private record Screening(
            List<Target> usable, List<Rejection> rejections, List<Rejection> whenFull, boolean hopeless) {}

    MatchRound(Policy policy, Collection<Candidate> waiting, Fleet fleet, Instant now) {
        this.policy = policy;
        this.fleet = fleet;
        this.now = now;
        this.waiting = waiting;
        this.occupancy = new Occupancy(fleet, policy.workload(), now);
        this.caps = new Caps(waiting, fleet.living());
    }

    List<Decision> decide() {
        var decisions = new ArrayList<Decision>();
        var ready = new ArrayList<Candidate>();
        for (var candidate : waiting.stream().sorted(Candidate.BY_AGE).toList()) {
            untimely(candidate).ifPresentOrElse(decisions::add, () -> ready.add(candidate));
        }
        var turns = new Turns(ready, fleet.living(), policy.ageing(), now);
        for (var turn = turns.next(); turn.isPresent(); turn = turns.next()) {
            decisions.add(decide(turn.get()));
        }
        return List.copyOf(decisions);
    }

    private Optional<Decision> untimely(Candidate candidate) {
        var deadline = candidate.job().deadline();
        if (!now.isBefore(deadline)) {
            return Optional.of(new GivenUp(
                    candidate,
                    FailureClass.DEADLINE,
                    new Cause("deadline", "The deadline %s passed while it waited for a target.".formatted(deadline)),
                    List.of()));
        }
        if (now.isBefore(candidate.notBefore())) {
            return Optional.of(
                    new Waits(candidate, "pauses after a failure until " + candidate.notBefore(), List.of()));
        }
        return Optional.empty();
    }

    private Decision decide(Turns.Turn turn) {
        if (turn.tenantIsFull()) {
            turn.passed();
            var tenant = turn.candidate.job().tenant();
            return new Waits(
                    turn.candidate,
                    "the tenant runs its limit of %d attempts".formatted(tenant.maxRunning()),
                    List.of());
        }
        var decision = place(turn.candidate);
        if (decision instanceof Assigned assigned) {
            occupancy.add(assigned);
            caps.taken(turn.candidate.job(), assigned.reservedMicros());
            turn.taken();
        } else {
            turn.passed();
        }
        return decision;
    }

    private Decision place(Candidate candidate) {
        var screening = screenings.computeIfAbsent(candidate.job().nodeClasses(), _ -> screen(candidate.job()));
        if (screening.usable().stream().noneMatch(occupancy::hasRoom)) {
            return withoutOffer(candidate, screening, screening.whenFull());
        }
        var rejections = new ArrayList<>(screening.rejections());
        var offers = new ArrayList<Offer>();
        var elsewhere = screening.usable().stream()
                .anyMatch(target -> !candidate.avoided().contains(target.targetId()));
        for (var target : screening.usable()) {
            // Where every usable target is one to avoid, a second try there beats none.
            var avoid = elsewhere && candidate.avoided().contains(target.targetId());
            offer(candidate.job(), target, avoid, rejections).ifPresent(offers::add);
        }
        if (offers.isEmpty()) {
            return withoutOffer(candidate, screening, List.copyOf(rejections));
        }
        offers.sort(Offer.BY_PRICE);
        var chosen = offers.stream()
                .filter(offer -> offer.targetId().equals(candidate.stayOn()))
                .findFirst()
                .orElse(offers.getFirst());
        return assigned(candidate, rateOf(chosen, screening), chosen, List.copyOf(offers), List.copyOf(rejections));
    }

    /** The cap bounds the run: what is reserved pays until {@code endBy}, after the wait for what is ahead. */
    private Assigned assigned(
            Candidate candidate, long microsPerHour, Offer chosen, List<Offer> offers, List<Rejection> rejections) {
        var longest = policy.runWithin();
        var most = Pricing.costMicros(microsPerHour, longest.toMillis());
        var reserved = caps.reservation(candidate.job(), chosen.costMicros(), most);
        var paid = Pricing.paid(reserved, microsPerHour, longest).plusMillis(chosen.aheadMillis());
        var endBy = earlier(
                now.plus(paid.compareTo(longest) < 0 ? paid : longest),
                candidate.job().deadline());
        var startBy = earlier(now.plus(policy.startWithin()), endBy);
        return new Assigned(candidate, chosen, reserved, startBy, endBy, offers, rejections);
    }

    private static long rateOf(Offer chosen, Screening screening) {
        return screening.usable().stream()
                .filter(target -> target.targetId().equals(chosen.targetId()))
                .mapToLong(Target::microsPerHour)
                .sum();
    }

    private Screening screen(Job job) {
        var usable = new ArrayList<Target>();
        var rejections = new ArrayList<Rejection>();
        for (var target : fleet.targets()) {
            policy.filters().stream()
                    .flatMap(filter -> filter.objection(job, target, now).stream())
                    .findFirst()
                    .ifPresentOrElse(rejections::add, () -> usable.add(target));
        }
        var whenFull = Stream.concat(rejections.stream(), usable.stream().map(MatchRound::full))
                .toList();
        return new Screening(List.copyOf(usable), List.copyOf(rejections), whenFull, fleet.surelyLacks(job));
    }

    private Optional<Offer> offer(Job job, Target target, boolean avoid, List<Rejection> rejections) {
        if (avoid) {
            return reject(target, Objection.FAILED_THERE, "an attempt of it failed there", rejections);
        }
        if (!occupancy.hasRoom(target)) {
            rejections.add(full(target));
            return Optional.empty();
        }
        var there = occupancy.on(target);
        var foreign = Workload.foreign(target, there);
        if (foreign > policy.workload().foreignLimit()) {
            return reject(target, Objection.FOREIGN_QUEUE, "holds %d runs of others".formatted(foreign), rejections);
        }
        var offer = policy.pricing().offer(job, target, there, foreign, fleet.estimates(), now);
        var left = caps.leftMicros(job);
        if (offer.costMicros() > left) {
            var text = "costs %d micros, %d are left of the cap".formatted(offer.costMicros(), left);
            return reject(target, Objection.OVER_CAP, text, rejections);
        }
        return Optional.of(offer);
    }

    private static Rejection full(Target target) {
        return new Rejection(target.targetId(), Objection.NO_SLOT, "holds enough of our attempts for now");
    }

    private static Optional<Offer> reject(Target target, Objection objection, String text, List<Rejection> rejections) {
        rejections.add(new Rejection(target.targetId(), objection, text));
        return Optional.empty();
    }

    private Decision withoutOffer(Candidate candidate, Screening screening, List<Rejection> rejections) {
        var job = candidate.job();
        if (screening.hopeless() && !now.isBefore(candidate.waitingSince().plus(policy.patience()))) {
            return new GivenUp(candidate, FailureClass.NODE_CLASS_MISSING, missing(job), rejections);
        }
        if (caps.isSettled(job) && isTooDear(rejections)) {
            var problem = new Cause("budget", "The job's cap does not pay for another attempt on any target.");
            return new GivenUp(candidate, FailureClass.BUDGET, problem, rejections);
        }
        var reason = fleet.targets().isEmpty() ? "there is no target" : "no target takes it now";
        return new Waits(candidate, reason, rejections);
    }

    /** Whether the cap is what keeps the candidate from every target that takes it, now and later. */
    private static boolean isTooDear(List<Rejection> rejections) {
        return rejections.stream().noneMatch(MatchRound::mayPass)
                && rejections.stream().anyMatch(rejection -> rejection.objection() == Objection.OVER_CAP);
    }

    /** Whether the target may make an offer by and by, and that one within the cap. */
    private static boolean mayPass(Rejection rejection) {
        return switch (rejection.objection()) {
            case NO_SLOT, FOREIGN_QUEUE, FAILED_THERE, NOT_SEEN, DOWN, EJECTED, CATALOGUE_UNKNOWN -> true;
            case CONTRACT, CORDONED, NODE_CLASS_MISSING, OVER_CAP -> false;
        };
    }

    /** Names what the target that comes closest does not offer. */
    private Cause missing(Job job) {
        var closest = fleet.targets().stream()
                .map(target -> target.lacks(job.nodeClasses()))
                .min(Comparator.comparingInt(missing -> missing.size()))
                .orElseGet(TreeSet::new);
        return new Cause("node_class_missing", "No target offers all of: " + String.join(", ", closest) + ".");
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
