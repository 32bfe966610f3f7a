package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Cost;
import dev.comfymesh.router.domain.LedgerEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An entry of the ledger as it is kept for good: with whose attempt it was, of which workflow, and how the cost is known. */
public record Booked(
        UUID attemptId,
        LedgerEntry.Kind kind,
        LedgerEntry.Account account,
        long micros,
        UUID jobId,
        String tenantId,
        String targetId,
        String digest,
        String source,
        Instant at) {

    static List<Booked> of(JobRow job, AttemptRow attempt, List<LedgerEntry> entries, Cost.Source source, Instant at) {
        return entries.stream()
                .map(entry -> new Booked(
                        attempt.attemptId(),
                        entry.kind(),
                        entry.account(),
                        entry.micros(),
                        job.jobId(),
                        job.tenantId(),
                        attempt.targetId(),
                        attempt.digest(),
                        source.word(),
                        at))
                .toList();
    }
}
