package dev.comfymesh.agent.app;

import dev.comfymesh.agent.domain.Pauses;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A thread that takes its turns one after the other: when rung and at least every period, and after failed ones with
 * growing pauses.
 */
public final class Worker {
    private static final Logger LOG = System.getLogger(Worker.class.getName());
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final String name;
    private final Duration period;
    private final Turn turn;
    private final Semaphore bell = new Semaphore(0);
    private int failures;

    /** One piece of work; answers true when there is more to do at once. */
    public interface Turn {
        boolean take() throws IOException;
    }

    public Worker(String name, Duration period, Turn turn) {
        this.name = name;
        this.period = period;
        this.turn = turn;
    }

    /** The thread ends with the process: what it does may end anywhere, as in a crash. */
    public void start() {
        Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    public void ring() {
        bell.release();
    }

    private void run() {
        try {
            while (true) {
                var pause = pauseAfterTurn();
                if (bell.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pauseAfterTurn() {
        try {
            var more = turn.take();
            if (failures > 0) {
                LOG.log(Level.INFO, "{0}: works again after {1} failures", name, failures);
            }
            failures = 0;
            return more ? Duration.ZERO : period;
        } catch (IOException | RuntimeException trouble) {
            failures++;
            var pause = PAUSES.after(failures, ThreadLocalRandom.current().nextDouble());
            LOG.log(
                    Level.WARNING,
                    "{0}: {1}; tried again in {2} s",
                    name,
                    trouble.getMessage() == null ? trouble : trouble.getMessage(),
                    Math.max(1, pause.toSeconds()));
            return pause;
        }
    }
}
