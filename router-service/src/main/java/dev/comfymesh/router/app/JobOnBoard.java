package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Living;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What waits and lives of one job, as the matcher knows it. */
final class JobOnBoard {
    private final List<Candidate> waiting = new ArrayList<>(1);
    private final List<Living> living = new ArrayList<>(1);

    List<Candidate> waiting() {
        return waiting;
    }

    List<Living> living() {
        return living;
    }

    boolean isEmpty() {
        return waiting.isEmpty() && living.isEmpty();
    }

    void started(UUID attemptId, Instant at) {
        living.replaceAll(attempt -> attempt.attemptId().equals(attemptId) ? attempt.startedAt(at) : attempt);
    }

    void ended(UUID attemptId, long spentMicros) {
        living.removeIf(attempt -> attempt.attemptId().equals(attemptId));
        if (!waiting.isEmpty()) {
            var job = waiting.getFirst().job().withSpent(spentMicros);
            waiting.replaceAll(candidate -> candidate.of(job));
        }
    }

    void assigned(Assigned decision) {
        waiting.removeIf(
                candidate -> candidate.candidateId().equals(decision.candidate().candidateId()));
        living.add(decision.living());
    }
}
