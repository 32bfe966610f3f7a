package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Tenant;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How much each tenant has of the fleet in the course of one round: the one with the least comes first. */
final class Shares {
    private final Fairness fairness;
    private final Estimates estimates;
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, Double> servedMillis = new HashMap<>();
    private double leastMillis;

    Shares(Fairness fairness, Fleet fleet, Instant now) {
        this.fairness = fairness;
        this.estimates = fleet.estimates();
        fleet.living().forEach(attempt -> running.merge(attempt.tenantId(), 1, Integer::sum));
        if (fairness.byTime()) {
            fleet.served()
                    .forEach((tenant, served) -> servedMillis.put(tenant, served.millisAt(now, fairness.halfLife())));
            fleet.living().forEach(attempt -> serve(attempt.tenantId(), attempt.shape()));
        }
    }

    /** From now on the least served of these is the measure. */
    void compare(Collection<Tenant> tenants) {
        leastMillis = tenants.stream().mapToDouble(this::weighed).min().orElse(0);
    }

    int running(Tenant tenant) {
        return running.getOrDefault(tenant.id(), 0);
    }

    void taken(Job job) {
        running.merge(job.tenant().id(), 1, Integer::sum);
        if (fairness.byTime()) {
            serve(job.tenant().id(), job.shape());
        }
    }

    /** Of which tenants with the least come first: how many quanta it was served more than the least served. */
    double of(Tenant tenant) {
        return fairness.byTime()
                ? Math.floor(
                        (weighed(tenant) - leastMillis) / fairness.quantum().toMillis())
                : 0;
    }

    /** Whether a tenant had so much that neither priority nor waiting lifts it above others. */
    boolean isServedWell(double share) {
        return fairness.byTime() && share >= 1;
    }

    private double weighed(Tenant tenant) {
        return servedMillis.getOrDefault(tenant.id(), 0.0) / tenant.weight();
    }

    private void serve(String tenantId, String shape) {
        servedMillis.merge(tenantId, (double) estimates.of(shape).averageMillis(), Double::sum);
    }
}
