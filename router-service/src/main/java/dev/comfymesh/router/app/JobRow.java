package dev.comfymesh.router.app;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What of a job's row decides what follows its facts. */
public record JobRow(
        UUID jobId,
        String tenantId,
        @Nullable String traceparent,
        Instant deadline,
        long seed,
        int deliver,
        int maxCandidates,
        long capMicros,
        long spentMicros,
        int wave,
        boolean selected,
        boolean cancelled,
        @Nullable Instant closedAt) {

    JobRow withSpent(long micros) {
        return with(micros, wave, selected, cancelled, closedAt);
    }

    JobRow withWave(int next) {
        return with(spentMicros, next, selected, cancelled, closedAt);
    }

    JobRow whenSelected() {
        return with(spentMicros, wave, true, cancelled, closedAt);
    }

    JobRow whenCancelled() {
        return with(spentMicros, wave, selected, true, closedAt);
    }

    JobRow closed(Instant at) {
        return with(spentMicros, wave, selected, cancelled, at);
    }

    private JobRow with(long spent, int wave, boolean selected, boolean cancelled, @Nullable Instant closedAt) {
        return new JobRow(
                jobId,
                tenantId,
                traceparent,
                deadline,
                seed,
                deliver,
                maxCandidates,
                capMicros,
                spent,
                wave,
                selected,
                cancelled,
                closedAt);
    }
}
