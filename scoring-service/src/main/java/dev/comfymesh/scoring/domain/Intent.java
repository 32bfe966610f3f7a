package dev.comfymesh.scoring.domain;

import java.util.List;
import java.util.Optional;

/**
 * What a picture is to show: the words that it was made from, pictures to compare it with, and which part of it counts. All of it
 * may be unknown. References belong to all candidates of a pool, so what is known of them is shared by threads.
 *
 * @param mask white where it counts
 * @param unread why there is neither a reference nor a mask although the job names some; empty where that is not so
 */
public record Intent(
        Optional<String> prompt, List<Features> references, Optional<Picture> mask, Optional<String> unread) {
    public static final Intent UNKNOWN = new Intent(Optional.empty(), List.of(), Optional.empty());

    public Intent {
        references = List.copyOf(references);
    }

    /** Of a job whose files can be read, or that names none. */
    public Intent(Optional<String> prompt, List<Features> references, Optional<Picture> mask) {
        this(prompt, references, mask, Optional.empty());
    }

    /** Why something of it is not here: {@code what} is a reference picture, say, or a mask. */
    public String whyNo(String what) {
        return unread.orElseGet(() -> "The job names no %s.".formatted(what));
    }
}
