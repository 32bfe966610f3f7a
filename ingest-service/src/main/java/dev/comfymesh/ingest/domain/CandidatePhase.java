package dev.comfymesh.ingest.domain;

/** Where a candidate stands, as the client counts it: {@code RUNNING} lasts until it is scored. */
public enum CandidatePhase {
    WAITING,
    RUNNING,
    SCORED,
    FAILED
}
