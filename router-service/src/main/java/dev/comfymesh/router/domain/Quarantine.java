package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A workflow that killed these targets, by a candidate: it is kept from all of them until then. */
public record Quarantine(
        String digest, Instant since, Instant until, UUID jobId, String candidateId, List<String> targets) {
    public Quarantine {
        targets = List.copyOf(targets);
    }

    public boolean holdsAt(Instant now) {
        return now.isBefore(until);
    }

    public Cause cause() {
        return new Cause(
                "poison",
                "%d targets died one after the other while they ran this workflow: it is kept from all targets until %s."
                        .formatted(targets.size(), until));
    }
}
