package dev.comfymesh.scoring.domain;

import static dev.comfymesh.scoring.domain.PoolState.ABANDONED;
import static dev.comfymesh.scoring.domain.PoolState.OPEN;
import static dev.comfymesh.scoring.domain.PoolState.SELECTED;
import static dev.comfymesh.scoring.domain.PoolState.SHORT;

import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.JobCancelRequested;
import dev.comfymesh.contracts.JobCancelled;
import dev.comfymesh.contracts.JobExpired;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.JobFailed;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.TopUpRefused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The life of a pool as a table, told by the facts that it hears and states: a fact without a step from the present state
 * leaves it as it is.
 */
public final class PoolLifecycle {
    /** One way on: {@code fact} takes a pool from one state to another. */
    public record Step(PoolState from, Class<? extends JobFact> fact, PoolState to) {}

    private static final List<Step> TO_A_SELECTION = List.of(
            new Step(OPEN, CandidatesAdded.class, OPEN),
            new Step(OPEN, PoolShort.class, SHORT),
            new Step(OPEN, PoolSelected.class, SELECTED),
            new Step(SHORT, CandidatesAdded.class, OPEN),
            new Step(SHORT, TopUpRefused.class, OPEN));

    private static final List<Class<? extends JobFact>> ENDS_OF_THE_JOB =
            List.of(JobCancelRequested.class, JobCancelled.class, JobFailed.class, JobExpired.class);

    public static final List<Step> STEPS = Stream.concat(
                    TO_A_SELECTION.stream(),
                    Stream.of(OPEN, SHORT)
                            .flatMap(from -> ENDS_OF_THE_JOB.stream().map(fact -> new Step(from, fact, ABANDONED))))
            .toList();

    private PoolLifecycle() {}

    /** Where the fact takes the pool; empty when it changes nothing: it is late, repeated, or the pool is over. */
    public static Optional<PoolState> next(PoolState from, JobFact fact) {
        return STEPS.stream()
                .filter(step -> step.from() == from && step.fact().isInstance(fact))
                .map(Step::to)
                .findFirst();
    }
}
