package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.router.app.StoredTarget;
import dev.comfymesh.router.domain.Observation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A target as operators see it. */
public record TargetView(
        String id,
        TargetKind kind,
        TargetContract contract,
        String url,
        int slots,
        long microsPerHour,
        boolean cordoned,
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

    static TargetView of(StoredTarget target) {
        var spec = target.spec();
        return new TargetView(
                spec.targetId(),
                spec.kind(),
                spec.contract(),
                spec.url(),
                spec.slots(),
                spec.microsPerHour(),
                target.cordoned(),
                target.origin(),
                seen(target.observation(), target.catalogueDigest()),
                target.standing().failuresInRow(),
                target.standing().ejectedUntil());
    }

    private static @Nullable Seen seen(@Nullable Observation last, @Nullable String catalogueDigest) {
        return last == null ? null : new Seen(last.at(), last.health(), last.held(), catalogueDigest);
    }
}
