package dev.comfymesh.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a job whose selection is partial. */
public enum OnShort {
    /** The partial selection is delivered and the job completes. */
    @JsonProperty("deliverFewer")
    DELIVER_FEWER,
    /** The job fails. */
    @JsonProperty("fail")
    FAIL
}
