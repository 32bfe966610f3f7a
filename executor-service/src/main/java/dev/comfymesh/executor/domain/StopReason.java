package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.FailureClass;

/** Why we want a run to end early. A run that finishes before it notices may still succeed. */
public enum StopReason {
    REVOKED(FailureClass.REVOKED, "The run was no longer wanted."),
    OVERDUE(FailureClass.TIME_LIMIT, "The run did not end in time and was interrupted."),
    STALLED(FailureClass.STALLED, "The run showed no sign of life for too long and was interrupted.");

    private final FailureClass failure;
    private final String detail;

    StopReason(FailureClass failure, String detail) {
        this.failure = failure;
        this.detail = detail;
    }

    public FailureClass failure() {
        return failure;
    }

    public String detail() {
        return detail;
    }

    public Ending.Failed ending(long gpuMillis) {
        return new Ending.Failed(failure, detail, gpuMillis);
    }
}
