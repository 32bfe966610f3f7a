package dev.comfymesh.router.app;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Opens a job anew as the tables would have it after what was done to it, without tables. */
final class Reopened {
    private Reopened() {}

    /** As after the matcher placed the candidate, if it could; a candidate has one attempt in these tests. */
    static OpenJob with(OpenJob job, String candidateId, UUID attemptId) {
        var candidates = new ArrayList<CandidateRow>();
        var living = new ArrayList<>(job.living());
        for (var candidate : job.candidates()) {
            var placed = job.isWanted()
                    && candidate.candidateId().equals(candidateId)
                    && candidate.state() == CandidateState.WAITING;
            if (placed) {
                living.add(attempt(candidateId, attemptId));
            }
            candidates.add(placed ? candidate.in(CandidateState.LIVING) : candidate);
        }
        return new OpenJob(job.row(), job.added(), 0, candidates, living);
    }

    static List<CandidateRow> waiting(OpenJob job) {
        return job.candidates().stream()
                .filter(candidate -> candidate.state() == CandidateState.WAITING)
                .toList();
    }

    private static AttemptRow attempt(String candidateId, UUID attemptId) {
        return new AttemptRow(attemptId, candidateId, 1, 0, "a", "sha256:0", 0, 0, false, false, null, null, 0);
    }
}
