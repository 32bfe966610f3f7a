package dev.comfymesh.executor.domain;

import static dev.comfymesh.executor.domain.AttemptState.ASSIGNED;
import static dev.comfymesh.executor.domain.AttemptState.FAILED;
import static dev.comfymesh.executor.domain.AttemptState.FETCHING;
import static dev.comfymesh.executor.domain.AttemptState.RUNNING;
import static dev.comfymesh.executor.domain.AttemptState.SUBMITTED;
import static dev.comfymesh.executor.domain.AttemptState.SUBMITTING;
import static dev.comfymesh.executor.domain.AttemptState.SUCCEEDED;
import static dev.comfymesh.executor.domain.Happening.ACCEPTED;
import static dev.comfymesh.executor.domain.Happening.ENDED_BADLY;
import static dev.comfymesh.executor.domain.Happening.FINISHED;
import static dev.comfymesh.executor.domain.Happening.OUTPUTS_STORED;
import static dev.comfymesh.executor.domain.Happening.STARTED;
import static dev.comfymesh.executor.domain.Happening.SUBMIT_BEGUN;

import java.util.List;
import java.util.Optional;

/** The life of an attempt as a table; states may be skipped where the node was quicker than our looks. */
public final class AttemptLife {
    public record Step(AttemptState from, Happening happening, AttemptState to) {}

    public static final List<Step> STEPS = List.of(
            new Step(ASSIGNED, SUBMIT_BEGUN, SUBMITTING),
            new Step(ASSIGNED, ENDED_BADLY, FAILED),
            new Step(SUBMITTING, ACCEPTED, SUBMITTED),
            new Step(SUBMITTING, STARTED, RUNNING),
            new Step(SUBMITTING, FINISHED, FETCHING),
            new Step(SUBMITTING, ENDED_BADLY, FAILED),
            new Step(SUBMITTED, STARTED, RUNNING),
            new Step(SUBMITTED, FINISHED, FETCHING),
            new Step(SUBMITTED, ENDED_BADLY, FAILED),
            new Step(RUNNING, FINISHED, FETCHING),
            new Step(RUNNING, ENDED_BADLY, FAILED),
            new Step(FETCHING, OUTPUTS_STORED, SUCCEEDED),
            new Step(FETCHING, ENDED_BADLY, FAILED));

    private AttemptLife() {}

    /** Where a happening takes an attempt; empty when it changes nothing (late, repeated, or after the end). */
    public static Optional<AttemptState> next(AttemptState from, Happening happening) {
        return STEPS.stream()
                .filter(step -> step.from() == from && step.happening() == happening)
                .map(Step::to)
                .findFirst();
    }
}
