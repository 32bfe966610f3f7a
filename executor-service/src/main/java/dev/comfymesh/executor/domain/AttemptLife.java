package dev.comfymesh.executor.domain;

import static dev.comfymesh.executor.domain.AttemptState.ASSIGNED;
import static dev.comfymesh.executor.domain.AttemptState.FAILED;
import static dev.comfymesh.executor.domain.AttemptState.RUNNING;
import static dev.comfymesh.executor.domain.AttemptState.SUBMITTING;
import static dev.comfymesh.executor.domain.AttemptState.SUCCEEDED;
import static dev.comfymesh.executor.domain.Happening.ENDED_BADLY;
import static dev.comfymesh.executor.domain.Happening.OUTPUTS_STORED;
import static dev.comfymesh.executor.domain.Happening.STARTED;
import static dev.comfymesh.executor.domain.Happening.SUBMIT_BEGUN;

import java.util.List;
import java.util.Optional;

/** The life of an attempt as a table; a run that ends at once has its start stated with its end. */
public final class AttemptLife {
    public record Step(AttemptState from, Happening happening, AttemptState to) {}

    public static final List<Step> STEPS = List.of(
            new Step(ASSIGNED, SUBMIT_BEGUN, SUBMITTING),
            new Step(ASSIGNED, ENDED_BADLY, FAILED),
            new Step(SUBMITTING, STARTED, RUNNING),
            new Step(SUBMITTING, OUTPUTS_STORED, SUCCEEDED),
            new Step(SUBMITTING, ENDED_BADLY, FAILED),
            new Step(RUNNING, OUTPUTS_STORED, SUCCEEDED),
            new Step(RUNNING, ENDED_BADLY, FAILED));

    private AttemptLife() {}

    /** Where a happening takes an attempt; empty when it changes nothing (late, repeated, or after the end). */
    public static Optional<AttemptState> next(AttemptState from, Happening happening) {
        return STEPS.stream()
                .filter(step -> step.from() == from && step.happening() == happening)
                .map(Step::to)
                .findFirst();
    }
}
