package dev.comfymesh.executor.domain;

/** What can happen to an attempt, from our side or the node's. */
public enum Happening {
    SUBMIT_BEGUN,
    STARTED,
    OUTPUTS_STORED,
    ENDED_BADLY
}
