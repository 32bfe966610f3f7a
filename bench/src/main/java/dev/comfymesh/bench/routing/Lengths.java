package dev.comfymesh.bench.routing;

import dev.comfymesh.bench.routing.Machine.Ending;
import dev.comfymesh.bench.routing.Machine.Plan;
import dev.comfymesh.bench.routing.Machine.Run;
import java.util.HashMap;
import java.util.Map;

/** How long workflows took, moved by each run that was seen: what a baseline that predicts has learned. */
final class Lengths {
    private static final double GAIN = 0.3;
    private static final double UNKNOWN_SECONDS = 25;

    private final Map<String, Double> seconds = new HashMap<>();

    double seconds(Request request, Plan plan) {
        var known = seconds.get(key(request, plan));
        return known == null ? UNKNOWN_SECONDS * plan.pace() : known;
    }

    void ended(Request request, Plan plan, Run run) {
        if (run.ending() == Ending.DELIVERED && !run.cold()) {
            seconds.merge(key(request, plan), run.millis() / 1000.0, (before, now) -> before + GAIN * (now - before));
        }
    }

    private static String key(Request request, Plan plan) {
        return request.workflow() + "@" + plan.grade();
    }
}
