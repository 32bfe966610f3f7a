package dev.comfymesh.bench.routing;

import dev.comfymesh.bench.routing.Machine.Ending;
import dev.comfymesh.bench.routing.Machine.Plan;
import dev.comfymesh.bench.routing.Machine.Run;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What became of the requests of one run. */
final class Tally {
    private static final double MICROS = 1e6;

    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Request> givenUp = new ArrayList<>();
    private long micros;
    private long hedgeMicros;
    private int attempts;
    private int atProviders;
    private int cold;
    private int lies;
    private int refusals;

    private record Delivery(Request request, long atMillis) {
        boolean isInTime() {
            return atMillis <= request.dueMillis();
        }

        long tookMillis() {
            return atMillis - request.atMillis();
        }
    }

    void ended(Plan plan, Run run, boolean hedge) {
        attempts++;
        micros += run.micros();
        hedgeMicros += hedge ? run.micros() : 0;
        cold += run.cold() ? 1 : 0;
        lies += run.ending() == Ending.LIE ? 1 : 0;
        refusals += run.ending() == Ending.UNREACHABLE && !plan.own() ? 1 : 0;
        atProviders += run.ending() == Ending.DELIVERED && !plan.own() ? 1 : 0;
    }

    void delivered(Request request, long atMillis) {
        deliveries.add(new Delivery(request, atMillis));
    }

    void givenUp(Request request) {
        givenUp.add(request);
    }

    double dollarsPerImage() {
        return micros / MICROS / deliveries.size();
    }

    /** Of the requests that these are, of all tenants but the one that dumps. */
    double percentileSeconds(double share, Predicate<Request> which) {
        var took = deliveries.stream()
                .filter(delivery -> !delivery.request().tenant().equals(Arrivals.HOG) && which.test(delivery.request()))
                .mapToLong(Delivery::tookMillis)
                .sorted()
                .toArray();
        return took.length == 0 ? Double.NaN : took[(int) Math.min(took.length - 1, share * took.length)] / 1000.0;
    }

    /** @param bound the least that an image can cost, in dollars */
    Map<Metric, Double> metrics(double bound, double victimRatio) {
        var metrics = new EnumMap<Metric, Double>(Metric.class);
        var requests = deliveries.size() + givenUp.size();
        metrics.put(Metric.COST_PER_1K, 1000 * dollarsPerImage());
        metrics.put(Metric.SLO_INTERACTIVE, inTime(Request::interactive));
        metrics.put(Metric.COLD_SHARE, cold / (double) requests);
        metrics.put(Metric.LOST_TO_LIAR, (double) lies);
        metrics.put(Metric.LOST_TO_OUTAGE, (double) refusals);
        metrics.put(Metric.VICTIM_P95_RATIO, victimRatio);
        metrics.put(Metric.REGRET, dollarsPerImage() / bound - 1);
        metrics.put(Metric.SLO_BATCH, inTime(request -> !request.interactive()));
        metrics.put(Metric.P50_SECONDS, percentileSeconds(0.5, _ -> true));
        metrics.put(Metric.P95_SECONDS, percentileSeconds(0.95, _ -> true));
        metrics.put(Metric.PROVIDER_SHARE, atProviders / (double) deliveries.size());
        metrics.put(Metric.HEDGE_SHARE, hedgeMicros / (double) micros);
        metrics.put(Metric.ATTEMPTS, attempts / (double) deliveries.size());
        return metrics;
    }

    private double inTime(Predicate<Request> which) {
        var hits = deliveries.stream()
                .filter(delivery -> which.test(delivery.request()) && delivery.isInTime())
                .count();
        var all = deliveries.stream().filter(one -> which.test(one.request())).count()
                + givenUp.stream().filter(which).count();
        return hits / (double) all;
    }
}
