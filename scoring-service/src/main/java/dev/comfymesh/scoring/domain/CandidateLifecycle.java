package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.scoring.domain.Candidate.Awaited;
import dev.comfymesh.scoring.domain.Candidate.Hedged;
import dev.comfymesh.scoring.domain.Candidate.Judged;
import dev.comfymesh.scoring.domain.Candidate.Lost;
import dev.comfymesh.scoring.domain.Candidate.Standing;
import dev.comfymesh.scoring.domain.Candidate.Waiting;
import java.util.List;

/** The life of a candidate as a table: it ends once, and what comes without a step from where it stands changes nothing. */
public final class CandidateLifecycle {
    /** One way on: {@code fact} takes a candidate from one standing to another. */
    public record Step(Class<? extends Standing> from, Class<? extends JobFact> fact, Class<? extends Standing> to) {}

    public static final List<Step> STEPS = List.of(
            new Step(Awaited.class, AttemptSucceeded.class, Waiting.class),
            new Step(Awaited.class, CandidateFailed.class, Lost.class),
            new Step(Awaited.class, CandidatesAdded.class, Hedged.class),
            new Step(Hedged.class, AttemptSucceeded.class, Waiting.class),
            new Step(Hedged.class, CandidateFailed.class, Lost.class),
            new Step(Waiting.class, CandidateScored.class, Judged.class));

    private CandidateLifecycle() {}

    /** Whether a fact of this kind changes a candidate that stands so. */
    static boolean takes(Standing from, Class<? extends JobFact> fact) {
        return STEPS.stream()
                .anyMatch(step -> step.from().isInstance(from) && step.fact().equals(fact));
    }
}
