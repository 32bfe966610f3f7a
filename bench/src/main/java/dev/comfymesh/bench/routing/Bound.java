package dev.comfymesh.bench.routing;

import dev.comfymesh.bench.routing.Machine.Plan;
import java.util.Comparator;
import java.util.List;

/**
 * The least that the requests of a run can cost for one who knows all of them beforehand, with no models to load, no faults,
 * no bad outputs and no one in a hurry: the cheapest GPUs work from the first arrival to the last due time, on requests cut as
 * finely as one likes, and what is left over goes to the next dearer. No strategy can do better; none may come near it.
 */
final class Bound {
    private Bound() {}

    static double dollarsPerImage(Arrivals arrivals, List<Machine> machines) {
        var left = (double)
                arrivals.requests().stream().mapToLong(Request::execMillis).sum();
        var end =
                arrivals.requests().stream().mapToLong(Request::dueMillis).max().orElse(0);
        var cheapestFirst = machines.stream()
                .map(Machine::plan)
                .filter(Plan::own)
                .sorted(Comparator.comparingDouble(Bound::microsPerMilli))
                .toList();
        var micros = 0.0;
        for (var gpu : cheapestFirst) {
            var done = Math.min(left, end / gpu.pace());
            micros += done * microsPerMilli(gpu);
            left -= done;
        }
        return micros / 1e6 / arrivals.requests().size();
    }

    private static double microsPerMilli(Plan gpu) {
        return gpu.microsPerHour() / 3_600_000.0 * gpu.pace();
    }
}
