package dev.comfymesh.executor.domain;

/** Our ownership of one target under one epoch; a later owner has a higher epoch. */
public record Tenure(String targetId, long epoch) {
    /** The socket identity of this tenure: the node sends a run's events only to the identity that submitted it. */
    public String clientId() {
        return "cm-" + targetId + "-" + epoch;
    }
}
