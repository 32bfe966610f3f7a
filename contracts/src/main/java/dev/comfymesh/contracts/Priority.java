package dev.comfymesh.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of several waiting candidates goes first, all else being equal. */
public enum Priority {
    @JsonProperty("low")
    LOW,
    @JsonProperty("normal")
    NORMAL,
    @JsonProperty("high")
    HIGH
}
