package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of a waiting candidate now, and why. */
public sealed interface Decision {
    Candidate candidate();

    Rejections rejections();

    /**
     * It runs on the chosen target; {@code offers} are those that were compared in the end, the cheapest first, of as many
     * as were {@code eligible}.
     *
     * @param census of a large fleet; null where all are among the offers and the rejections
     */
    record Assigned(
            Candidate candidate,
            Choice choice,
            Terms terms,
            List<Offer> offers,
            int eligible,
            Rejections rejections,
            @Nullable Census census)
            implements Decision {
        /** In a fleet of which all are compared. */
        public Assigned(
                Candidate candidate,
                Choice choice,
                Terms terms,
                List<Offer> offers,
                int eligible,
                Rejections rejections) {
            this(candidate, choice, terms, offers, eligible, rejections, null);
        }

        /** The offers that were not compared. */
        public List<Batch> others() {
            return census == null ? List.of() : census.offersBeside(offers);
        }

        /** Of a large fleet all that were passed over by name. */
        public Rejections namedRejections() {
            return census == null ? rejections : rejections.naming(census.passedOver());
        }

        public Offer chosen() {
            return offers.stream()
                    .filter(offer -> offer.targetId().equals(choice.targetId()))
                    .findFirst()
                    .orElseThrow();
        }

        public long reservedMicros() {
            return choice.reservedMicros();
        }

        public Instant startBy() {
            return choice.startBy();
        }

        public Instant endBy() {
            return choice.endBy();
        }

        /** Which attempt of its candidate this is, from 1. */
        public int number() {
            return candidate.attempts() + 1;
        }

        public UUID attemptId() {
            return AttemptId.of(candidate.job().jobId(), candidate.candidateId(), number());
        }

        /** The attempt as it will live from now on. */
        public Living living() {
            var job = candidate.job();
            return new Living(
                    attemptId(),
                    candidate.candidateId(),
                    job.jobId(),
                    job.tenant().id(),
                    choice.targetId(),
                    job.shape(),
                    reservedMicros(),
                    null,
                    endBy(),
                    false);
        }
    }

    /** It goes on waiting, for the reason stated. */
    record Waits(Candidate candidate, String reason, Rejections rejections) implements Decision {}

    /** No attempt of it will follow. */
    record GivenUp(Candidate candidate, FailureClass failure, Cause problem, Rejections rejections)
            implements Decision {

        /** The same, with what was wrong with the candidate's last attempt, unless nodes are named already. */
        public GivenUp after(@Nullable List<GraphFault> lastFaults) {
            return problem.faults() != null || lastFaults == null
                    ? this
                    : new GivenUp(
                            candidate, failure, new Cause(problem.code(), problem.detail(), lastFaults), rejections);
        }
    }
}
