package dev.comfymesh.scoring.domain;

import java.util.List;
import java.util.Optional;

/**
 * What a picture is to show: the words that it was made from, pictures to compare it with, and which part of it counts. All of it
 * may be unknown. References belong to all candidates of a pool, so what is known of them is shared by threads.
 *
 * @param mask white where it counts
 */
public record Intent(Optional<String> prompt, List<Features> references, Optional<Picture> mask) {
    public static final Intent UNKNOWN = new Intent(Optional.empty(), List.of(), Optional.empty());

    public Intent {
        references = List.copyOf(references);
    }
}
