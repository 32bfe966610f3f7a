package dev.comfymesh.kit.inbox;

/** Says that a poll holds something repeated, missing or parked, so that each of its events is to be judged by itself. */
final class OutOfLine extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfLine() {
        super("a poll holds something repeated, missing or parked", null, false, false);
    }
}
