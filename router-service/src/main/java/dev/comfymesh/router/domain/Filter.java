package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Objection.CATALOGUE_UNKNOWN;
import static dev.comfymesh.router.domain.Objection.CONTRACT;
import static dev.comfymesh.router.domain.Objection.CORDONED;
import static dev.comfymesh.router.domain.Objection.DOWN;
import static dev.comfymesh.router.domain.Objection.EJECTED;
import static dev.comfymesh.router.domain.Objection.NODE_CLASS_MISSING;
import static dev.comfymesh.router.domain.Objection.NOT_SEEN;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One condition that a target must meet for a job whatever its load; the same for all jobs that use the same node classes. */
@FunctionalInterface
public interface Filter {
    /** Empty when the target meets it. */
    Optional<Rejection> objection(Job job, Target target, Instant now);

    static Filter takesGraphs() {
        return (_, target, _) -> unless(target.contract() == TargetContract.GRAPH, target, CONTRACT, "takes no graphs");
    }

    static Filter notCordoned() {
        return (_, target, _) -> unless(!target.cordoned(), target, CORDONED, "is cordoned");
    }

    /** What was seen longer ago than this says nothing. */
    static Filter seenWithin(Duration age) {
        return (_, target, now) -> {
            var seen = target.observation();
            if (seen == null) {
                return unless(false, target, NOT_SEEN, "was never seen");
            }
            return unless(!seen.at().plus(age).isBefore(now), target, NOT_SEEN, "was last seen at " + seen.at());
        };
    }

    static Filter up() {
        return (_, target, _) -> {
            var seen = target.observation();
            return unless(seen != null && seen.health() == TargetHealth.UP, target, DOWN, "is down");
        };
    }

    static Filter notEjected() {
        return (_, target, now) -> unless(
                !target.standing().ejectedAt(now),
                target,
                EJECTED,
                "is ejected until " + target.standing().ejectedUntil());
    }

    static Filter offersNodeClasses() {
        return (job, target, _) -> {
            if (target.catalogue() == null) {
                return unless(false, target, CATALOGUE_UNKNOWN, "has not shown its catalogue yet");
            }
            var missing = target.lacks(job.nodeClasses());
            return unless(
                    missing.isEmpty(), target, NODE_CLASS_MISSING, "does not offer " + String.join(", ", missing));
        };
    }

    private static Optional<Rejection> unless(boolean met, Target target, Objection objection, String text) {
        return met ? Optional.empty() : Optional.of(new Rejection(target.targetId(), objection, text));
    }
}
