package dev.comfymesh.bench.routing;

import dev.comfymesh.bench.routing.Faults.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One GPU of our own: it runs one request at a time, and keeps the models that it used last. */
final class Gpu implements Machine {
    private static final int ON_DEVICE = 2;
    private static final int ON_HOST = 5;
    private static final double PASS_RATE = 0.97;
    private static final double FAILURES = 0.015;
    private static final long LIE_MILLIS = 1_500;
    private static final long REFUSAL_MILLIS = 5_000;
    private static final long LOSS_NOTICED_MILLIS = 10_000;
    // Measured where such models are served: the middle, and the deviation of the logarithm.
    private static final double HOST_MILLIS = 2_800;
    private static final double HOST_SPREAD = 0.39;
    private static final double DISK_MILLIS = 34_600;
    private static final double DISK_SPREAD = 0.27;

    private final Plan plan;
    // The one used last comes first.
    private final List<String> models = new ArrayList<>(ON_HOST + 1);

    Gpu(String id, String grade, double pace, long microsPerHour) {
        this.plan = new Plan(id, grade, true, 1, microsPerHour, 0, pace, null);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public Set<String> onDevice() {
        return Set.copyOf(models.subList(0, Math.min(ON_DEVICE, models.size())));
    }

    @Override
    public Set<String> onHost() {
        return Set.copyOf(models);
    }

    @Override
    public Set<String> leavesDevice() {
        return last(ON_DEVICE);
    }

    @Override
    public Set<String> leavesHost() {
        return last(ON_HOST);
    }

    private Set<String> last(int most) {
        return models.size() < most ? Set.of() : Set.of(models.get(most - 1));
    }

    @Override
    public Run run(Request request, long nowMillis, Faults faults, RandomGenerator random) {
        if (faults.holds(Kind.DEAD, plan.id(), nowMillis)) {
            models.clear();
            return new Run(REFUSAL_MILLIS, Ending.UNREACHABLE, 0, false);
        }
        if (faults.holds(Kind.LIAR, plan.id(), nowMillis)) {
            return new Run(LIE_MILLIS, Ending.LIE, cost(LIE_MILLIS), false);
        }
        var place = models.indexOf(request.model());
        var slowness = faults.holds(Kind.SLOW, plan.id(), nowMillis) ? faults.slowness() : 1;
        var length = (loadMillis(place, random) + request.execMillis() * plan.pace()) * slowness;
        use(request.model());
        return ended(Math.round(length), place < 0, nowMillis, faults, random);
    }

    private Run ended(long millis, boolean cold, long nowMillis, Faults faults, RandomGenerator random) {
        var luck = random.nextDouble();
        var death = faults.deathMillis(plan.id(), nowMillis, nowMillis + millis);
        if (death >= 0) {
            models.clear();
            return new Run(death - nowMillis + LOSS_NOTICED_MILLIS, Ending.LOST, cost(death - nowMillis), cold);
        }
        if (luck < FAILURES) {
            return new Run(millis / 2, Ending.FAILED, cost(millis / 2), cold);
        }
        var passes = luck < FAILURES + (1 - FAILURES) * PASS_RATE;
        return new Run(millis, passes ? Ending.DELIVERED : Ending.REJECTED, cost(millis), cold);
    }

    private static double loadMillis(int place, RandomGenerator random) {
        var deviation = random.nextGaussian();
        if (place < 0) {
            return DISK_MILLIS * Math.exp(DISK_SPREAD * deviation);
        }
        return place < ON_DEVICE ? 0 : HOST_MILLIS * Math.exp(HOST_SPREAD * deviation);
    }

    private void use(String model) {
        models.remove(model);
        models.addFirst(model);
        if (models.size() > ON_HOST) {
            models.removeLast();
        }
    }

    private long cost(long millis) {
        return plan.microsPerHour() * millis / 3_600_000;
    }
}
