package dev.comfymesh.ingest.app;

/** The store does not answer, or is closing down: the same request may work in some seconds. */
public final class StoreAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreAway(Throwable cause) {
        super("the store is away: " + cause.getMessage(), cause);
    }
}
