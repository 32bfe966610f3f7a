package dev.comfymesh.bench;

import java.time.Duration;

/** Waits for jobs to end. One that has not after the limit counts as hanging and is not waited for again. */
final class Endings {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Tables tables;
    private long hanging;

    Endings(Tables tables) {
        this.tables = tables;
    }

    void await() {
        if (!Waiting.within(LIMIT, () -> tables.livingJobs() <= hanging)) {
            hanging = tables.livingJobs();
        }
    }

    long hanging() {
        return hanging;
    }
}
