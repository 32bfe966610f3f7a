package dev.comfymesh.simulator.domain.fault;

import java.time.Duration;

/** The settings that tests turn while the node runs: its speed, and faults for the prompts to come. Thread-safe. */
public final class Knobs {

    /**
     * How the node treats its clients until it is turned again: answers come late or never, those with files later still,
     * sockets are stalled, and history is written so long after a run has ended. With {@code answerAfter} it is not the
     * request that waits but the answer to it: what was asked for is done already.
     */
    public record Conduct(
            int answerDelayMillis,
            boolean answerAfter,
            int viewDelayMillis,
            boolean silent,
            boolean stalled,
            int historyDelayMillis) {

        public static final Conduct SOUND = new Conduct(0, false, 0, false, false, 0);

        public Conduct {
            if (answerDelayMillis < 0 || viewDelayMillis < 0 || historyDelayMillis < 0) {
                throw new IllegalArgumentException("delays must not be negative");
            }
        }
    }

    /** One position of all knobs; {@code after} prompts are spared, then {@code count} get the fault. */
    public record Position(int stepMillis, double slowFactor, Fault fault, int count, int after, Conduct conduct) {
        public Position {
            if (stepMillis < 0 || slowFactor < 0 || count < 0 || after < 0) {
                throw new IllegalArgumentException("stepMillis, slowFactor, count and after must not be negative");
            }
        }

        public Position(int stepMillis, double slowFactor, Fault fault, int count, int after) {
            this(stepMillis, slowFactor, fault, count, after, Conduct.SOUND);
        }

        private Position with(Fault other, int newCount, int newAfter) {
            return new Position(stepMillis, slowFactor, other, newCount, newAfter, conduct);
        }
    }

    private volatile Position position;
    private int releases;

    public Knobs(int stepMillis) {
        position = new Position(stepMillis, 1, new Fault.None(), 0, 0);
    }

    public Position position() {
        return position;
    }

    public synchronized void turn(Position wanted) {
        position = wanted;
    }

    /** Lets hanging runs go on. */
    public synchronized void release() {
        releases++;
        notifyAll();
    }

    /** Waits for {@link #release} if this fault makes a run hang; returns early when the thread is interrupted. */
    public synchronized void awaitRelease(Fault fault) {
        int seen = releases;
        try {
            while (fault instanceof Fault.Hang && releases == seen) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The time of one sampler step. */
    public Duration stepTime() {
        var now = position;
        return Duration.ofNanos((long) (now.stepMillis() * now.slowFactor() * 1_000_000));
    }

    /** The time that a node takes which would take so long on a node that is not slowed. */
    public Duration slowed(Duration duration) {
        return Duration.ofNanos((long) (duration.toNanos() * position.slowFactor()));
    }

    /** The fault of the next accepted prompt; each call counts one prompt. */
    public synchronized Fault nextFault() {
        var now = position;
        if (now.fault() instanceof Fault.None || now.count() == 0) {
            return new Fault.None();
        }
        if (now.after() > 0) {
            position = now.with(now.fault(), now.count(), now.after() - 1);
            return new Fault.None();
        }
        int rest = now.count() - 1;
        position = now.with(rest == 0 ? new Fault.None() : now.fault(), rest, 0);
        return now.fault();
    }
}
