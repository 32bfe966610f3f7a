package dev.comfymesh.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far one node of a running graph is. */
public enum NodePhase {
    /** Its result was known already. */
    @JsonProperty("cached")
    CACHED,
    /** It runs. */
    @JsonProperty("running")
    RUNNING,
    /** It has ended. */
    @JsonProperty("done")
    DONE
}
