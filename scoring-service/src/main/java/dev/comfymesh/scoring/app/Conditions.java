package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.domain.Condition;

/** The language that statements are written in. */
public interface Conditions {
    /** How checking ended. */
    sealed interface Checked {
        record Sound(Condition condition) implements Checked {}

        /** Lines and columns count from 1. */
        record Faulty(int line, int column, String why) implements Checked {}
    }

    Checked check(String expression);
}
