package dev.comfymesh.kit.lease;

/**
 * The right to act alone under a name, held by one owner at a time; each new holding has a higher epoch.
 *
 * @param heldUntilNanos when it runs out, by this process' monotonic clock: earlier than by the database's, never later
 */
public record Lease(String name, String owner, long epoch, long heldUntilNanos) {}
