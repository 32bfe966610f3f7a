package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What becomes of a waiting candidate now, and why: every target of the fleet is in its offers or its rejections. */
public sealed interface Decision {
    Candidate candidate();

    List<Rejection> rejections();

    /**
     * It runs on the chosen target; {@code offers} are all that could be had, the cheapest first. It costs at most what is
     * reserved of the job's cap, because it must have ended by then.
     */
    record Assigned(
            Candidate candidate,
            Offer chosen,
            long reservedMicros,
            Instant startBy,
            Instant endBy,
            List<Offer> offers,
            List<Rejection> rejections)
            implements Decision {
        /** Which attempt of its candidate this is, from 1. */
        public int number() {
            return candidate.attempts() + 1;
        }

        public UUID attemptId() {
            return AttemptId.of(candidate.job().jobId(), candidate.candidateId(), number());
        }

        /** The attempt as it will live from now on. */
        Living living() {
            var job = candidate.job();
            return new Living(
                    attemptId(),
                    candidate.candidateId(),
                    job.jobId(),
                    job.tenant().id(),
                    chosen.targetId(),
                    job.digest(),
                    reservedMicros,
                    null,
                    endBy,
                    false);
        }
    }

    /** It goes on waiting, for the reason stated. */
    record Waits(Candidate candidate, String reason, List<Rejection> rejections) implements Decision {}

    /** No attempt of it will follow. */
    record GivenUp(Candidate candidate, FailureClass failure, Cause problem, List<Rejection> rejections)
            implements Decision {}
}
