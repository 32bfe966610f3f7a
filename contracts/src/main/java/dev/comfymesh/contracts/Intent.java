package dev.comfymesh.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pictures of a job are to show; a component that is null says nothing.
 *
 * @param prompt in words
 * @param references pictures that they are compared with, such as of the person to be seen
 * @param mask where in them the thing in question is: white on black
 */
public record Intent(
        @Nullable String prompt,
        @Nullable List<InputFile> references,
        @Nullable InputFile mask) {
    public Intent {
        references = references == null ? null : List.copyOf(references);
    }
}
