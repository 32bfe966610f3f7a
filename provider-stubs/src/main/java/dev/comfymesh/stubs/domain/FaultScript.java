package dev.comfymesh.stubs.domain;

import java.util.SplittableRandom;

/** Which of the coming submissions go wrong, and how: after some that are spared, so many, each with a probability. */
public final class FaultScript {
    private static final Line NOTHING = new Line(Fault.NONE, 0, 0, 1);

    /** One instruction; {@code share} is how probable it is that a submission is hit. */
    public record Line(Fault fault, int after, int count, double share) {
        public Line {
            if (after < 0 || count < 0 || !(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("after and count must not be negative, and share is from 0 to 1");
            }
        }
    }

    private final SplittableRandom dice;
    private Line line = NOTHING;

    public FaultScript(long seed) {
        this.dice = new SplittableRandom(seed);
    }

    public Line line() {
        return line;
    }

    public void turn(Line wanted) {
        line = wanted;
    }

    /** The fault of the next submission; each call counts one. */
    public Fault next() {
        var now = line;
        if (now.count() == 0) {
            return Fault.NONE;
        }
        if (now.after() > 0) {
            line = new Line(now.fault(), now.after() - 1, now.count(), now.share());
            return Fault.NONE;
        }
        if (dice.nextDouble() >= now.share()) {
            return Fault.NONE;
        }
        line = now.count() == 1 ? NOTHING : new Line(now.fault(), 0, now.count() - 1, now.share());
        return now.fault();
    }
}
