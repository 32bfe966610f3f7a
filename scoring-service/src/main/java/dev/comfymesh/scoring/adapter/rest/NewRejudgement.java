package dev.comfymesh.scoring.adapter.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.AssertTrue;
import org.jspecify.annotations.Nullable;

/** Under which profile a pool is to be judged again: one that is known, or the document of one that is only tried. */
public record NewRejudgement(
        @Nullable String profile, @Nullable ObjectNode document) {
    @AssertTrue(message = "name a 'profile' or send a 'document', and not both")
    public boolean isOneOfBoth() {
        return profile == null ^ document == null;
    }
}
