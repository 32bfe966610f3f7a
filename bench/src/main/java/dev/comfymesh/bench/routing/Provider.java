package dev.comfymesh.bench.routing;

import dev.comfymesh.bench.routing.Faults.Kind;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** An account with a third party: quick, so many requests at once, paid by the image, good or not. */
final class Provider implements Machine {
    private static final double PACE = 0.6;
    private static final double LENGTH_SPREAD = 0.15;
    private static final long START_MILLIS = 1_500;
    private static final long REFUSAL_MILLIS = 1_000;
    private static final double FAILURES = 0.01;

    private final Plan plan;
    private final double passRate;

    Provider(String id, int slots, long microsPerRun, double passRate, @Nullable Set<String> models) {
        this.plan = new Plan(id, id, false, slots, 0, microsPerRun, PACE, models);
        this.passRate = passRate;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public Run run(Request request, long nowMillis, Faults faults, RandomGenerator random) {
        if (faults.holds(Kind.OUTAGE, plan.id(), nowMillis)) {
            return new Run(REFUSAL_MILLIS, Ending.UNREACHABLE, 0, false);
        }
        var delay = START_MILLIS * random.nextExponential();
        var length = delay + request.execMillis() * PACE * Math.exp(LENGTH_SPREAD * random.nextGaussian());
        var luck = random.nextDouble();
        if (luck < FAILURES) {
            return new Run(Math.round(length / 2), Ending.FAILED, 0, false);
        }
        var passes = luck < FAILURES + (1 - FAILURES) * passRate;
        return new Run(Math.round(length), passes ? Ending.DELIVERED : Ending.REJECTED, plan.microsPerRun(), false);
    }
}
