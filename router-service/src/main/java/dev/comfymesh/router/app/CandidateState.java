package dev.comfymesh.router.app;

/** Where a candidate stands with the router. */
public enum CandidateState {
    /** It waits for a target. */
    WAITING,
    /** An attempt of it lives. */
    LIVING,
    /** An attempt of it succeeded. */
    ENDED,
    /** It was given up. */
    FAILED,
    /** It is not wanted any more. */
    DROPPED
}
