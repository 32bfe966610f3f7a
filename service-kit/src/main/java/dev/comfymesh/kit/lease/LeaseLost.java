package dev.comfymesh.kit.lease;

/** The lease under which a transaction was to run is held by somebody else now; nothing of the transaction may stand. */
public final class LeaseLost extends RuntimeException {
    public LeaseLost(Lease lease) {
        super("lease %s of epoch %d is no longer held by %s".formatted(lease.name(), lease.epoch(), lease.owner()));
    }
}
