package dev.comfymesh.kit.objects;

/** A local file cannot be written: the fault is this machine's, and not that of whoever sends. */
public final class Unwritable extends RuntimeException {
    public Unwritable(Throwable cause) {
        super("a file cannot be written: " + cause.getMessage(), cause);
    }
}
