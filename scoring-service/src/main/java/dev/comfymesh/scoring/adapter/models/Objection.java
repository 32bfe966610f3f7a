package dev.comfymesh.scoring.adapter.models;

/** What a person asked for cannot be done; the message says why, and what to change. */
public final class Objection extends Exception {
    Objection(String message) {
        super(message);
    }
}
