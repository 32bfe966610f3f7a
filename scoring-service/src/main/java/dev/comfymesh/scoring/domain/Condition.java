package dev.comfymesh.scoring.domain;

import java.util.Set;

/** A sentence about a candidate and its pool, checked when its profile was saved; asking it twice gives the same answer. */
public interface Condition {
    /** As it was written. */
    String text();

    /** What it speaks of. */
    Set<Dimension> dimensions();

    /** Whether it can be answered only once all of the pool is known. */
    boolean comparesPool();

    Answer about(Subject subject);

    /** How asking ended. */
    sealed interface Answer {
        record Holds() implements Answer {}

        record Fails() implements Answer {}

        /** Nobody can tell, because something was not measured or cannot be computed. */
        record Unknown(Gap gap) implements Answer {}
    }
}
