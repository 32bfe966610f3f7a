package dev.comfymesh.simulator.domain.fault;

import java.time.Duration;

/** The settings that tests turn while the node runs: its speed, and faults for the prompts to come. Thread-safe. */
public final class Knobs {

    /** One position of all knobs; {@code after} prompts are spared, then {@code count} get the fault. */
    public record Position(int stepMillis, double slowFactor, Fault fault, int count, int after) {
        public Position {
            if (stepMillis < 0 || slowFactor < 0 || count < 0 || after < 0) {
                throw new IllegalArgumentException("stepMillis, slowFactor, count and after must not be negative");
            }
        }
    }

    private Position position;

    public Knobs(int stepMillis) {
        position = new Position(stepMillis, 1, new Fault.None(), 0, 0);
    }

    public synchronized Position position() {
        return position;
    }

    public synchronized void turn(Position wanted) {
        position = wanted;
    }

    /** The time of one sampler step. */
    public synchronized Duration stepTime() {
        return Duration.ofNanos((long) (position.stepMillis() * position.slowFactor() * 1_000_000));
    }

    /** The fault of the next accepted prompt; each call counts one prompt. */
    public synchronized Fault nextFault() {
        var now = position;
        if (now.fault() instanceof Fault.None || now.count() == 0) {
            return new Fault.None();
        }
        if (now.after() > 0) {
            position = new Position(now.stepMillis(), now.slowFactor(), now.fault(), now.count(), now.after() - 1);
            return new Fault.None();
        }
        var rest = now.count() - 1;
        position =
                new Position(now.stepMillis(), now.slowFactor(), rest == 0 ? new Fault.None() : now.fault(), rest, 0);
        return now.fault();
    }
}
