package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.router.app.Drain;
import dev.comfymesh.router.app.StoredTarget;
import dev.comfymesh.router.domain.Observation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A target as operators see it; {@code living} counts our attempts there, {@code drain} is null unless it is being emptied. */
public record TargetView(
        String id,
        TargetKind kind,
        TargetContract contract,
        @Nullable String provider,
        String url,
        int slots,
        long microsPerHour,
        @Nullable Long microsPerRun,
        @Nullable String accelerator,
        @Nullable String region,
        boolean cordoned,
        @Nullable Emptying drain,
        int living,
        StoredTarget.Origin origin,
        @Nullable Seen seen,
        int failuresInRow,
        @Nullable Instant ejectedUntil) {

    /** What was seen of it last; {@code held} counts the runs that it holds, ours and others'. */
    public record Seen(
            Instant at,
            TargetHealth health,
            int held,
            @Nullable String catalogueDigest) {}

    /** How far that is, since when, and when what is left is asked to leave. */
    public record Emptying(
            State state, Instant since, @Nullable Instant revokeAt) {
        private static @Nullable Emptying of(@Nullable Drain drain, int living) {
            return drain == null
                    ? null
                    : new Emptying(living > 0 ? State.DRAINING : State.DRAINED, drain.since(), drain.revokeAt());
        }
    }

    /** Whether attempts live there still. */
    public enum State {
        DRAINING,
        DRAINED
    }

    static TargetView of(StoredTarget target, int living) {
        var spec = target.spec();
        return new TargetView(
                spec.targetId(),
                spec.kind(),
                spec.contract(),
                spec.providerWord(),
                spec.url(),
                spec.slots(),
                spec.microsPerHour(),
                spec.microsPerRun(),
                spec.accelerator(),
                spec.region(),
                target.cordoned(),
                Emptying.of(target.drain(), living),
                living,
                target.origin(),
                seen(target.observation(), target.catalogueDigest()),
                target.standing().failuresInRow(),
                target.standing().ejectedUntil());
    }

    private static @Nullable Seen seen(@Nullable Observation last, @Nullable String catalogueDigest) {
        return last == null ? null : new Seen(last.at(), last.health(), last.held(), catalogueDigest);
    }
}
