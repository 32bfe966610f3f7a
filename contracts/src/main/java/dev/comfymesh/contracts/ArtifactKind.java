package dev.comfymesh.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a workflow meant an output file for. */
public enum ArtifactKind {
    /** A result. */
    @JsonProperty("output")
    OUTPUT,
    /** A by-product, such as a preview that the target does not keep. */
    @JsonProperty("temp")
    TEMP
}
