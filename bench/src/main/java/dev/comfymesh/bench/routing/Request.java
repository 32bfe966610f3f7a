package dev.comfymesh.bench.routing;

/**
 * One request of a run.
 *
 * @param execMillis how long it runs on a GPU of average speed
 * @param interactive whether somebody waits for it
 */
record Request(
        int n, long atMillis, String tenant, String model, String workflow, long execMillis, boolean interactive) {
    private static final long GRACE_MILLIS = 30_000;
    private static final long BATCH_MILLIS = 30 * 60_000;

    long dueMillis() {
        return atMillis + (interactive ? 3 * execMillis + GRACE_MILLIS : BATCH_MILLIS);
    }
}
