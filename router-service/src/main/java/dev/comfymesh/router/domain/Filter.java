package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Objection.CORDONED;
import static dev.comfymesh.router.domain.Objection.DOWN;
import static dev.comfymesh.router.domain.Objection.EJECTED;
import static dev.comfymesh.router.domain.Objection.NOT_SEEN;

import dev.comfymesh.contracts.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** One condition that a target must meet whatever its load and for whatever job; it explains itself only when asked. */
public record Filter(Objection objection, Condition condition, Function<Target, String> explanation) {

    /** Whether the target meets it at that moment. */
    @FunctionalInterface
    public interface Condition {
        boolean isMet(Target target, Instant now);
    }

    public static Filter notCordoned() {
        return new Filter(CORDONED, (target, _) -> !target.cordoned(), _ -> "is cordoned");
    }

    /** What was seen longer ago than this says nothing. */
    public static Filter seenWithin(Duration age) {
        return new Filter(
                NOT_SEEN,
                (target, now) -> {
                    var seen = target.observation();
                    return seen != null && !seen.at().plus(age).isBefore(now);
                },
                target -> {
                    var seen = target.observation();
                    return seen == null ? "was never seen" : "was last seen at " + seen.at();
                });
    }

    public static Filter up() {
        return new Filter(
                DOWN,
                (target, _) -> {
                    var seen = target.observation();
                    return seen != null && seen.health() == TargetHealth.UP;
                },
                _ -> "is down");
    }

    public static Filter notEjected() {
        return new Filter(
                EJECTED,
                (target, now) -> !target.standing().ejectedAt(now),
                target -> "is ejected until " + target.standing().ejectedUntil());
    }
}
