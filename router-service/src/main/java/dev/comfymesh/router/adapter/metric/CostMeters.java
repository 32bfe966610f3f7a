package dev.comfymesh.router.adapter.metric;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.router.app.Booked;
import dev.comfymesh.router.app.CostQuery;
import dev.comfymesh.router.app.CostQuery.Dimension;
import dev.comfymesh.router.app.CostSum;
import dev.comfymesh.router.app.Costs;
import dev.comfymesh.router.app.Delivered;
import dev.comfymesh.router.config.RouterConfig;
import dev.comfymesh.router.domain.LedgerEntry.Account;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts what was booked and delivered as it is said, by target, tenant and workflow. Which tenants and workflows have a label
 * of their own, the books say now and then: those that spent most in the last week.
 */
@ApplicationScoped
public class CostMeters {
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int DAYS = 7;
    private static final String PREFIX = "comfymesh.router.";
    private static final String COST = "cost.micros";
    private static final String DELIVERED = "delivered";

    private final MeterRegistry meters;
    private final Costs costs;
    private final Clock clock;
    private final int most;
    private final Spending tenants;
    private final Spending workflows;
    private @Nullable Loop loop;

    CostMeters(MeterRegistry meters, Costs costs, Clock clock, RouterConfig config) {
        this.meters = meters;
        this.costs = costs;
        this.clock = clock;
        this.most = config.metrics().top();
        this.tenants = new Spending("tenant", new TopSpenders(most));
        this.workflows = new Spending("workflow", new TopSpenders(most));
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        loop = Loop.start(vertx, "top spenders", PERIOD, this::readTop);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop();
        }
    }

    /** Answers that there is no more to do. */
    public Uni<Boolean> readTop() {
        return costs.report(query(Dimension.TENANT))
                .invoke(report -> tenants.read(report.lines()))
                .chain(() -> costs.report(query(Dimension.WORKFLOW)))
                .invoke(report -> workflows.read(report.lines()))
                .replaceWith(false);
    }

    private CostQuery query(Dimension by) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new CostQuery(by, today.minusDays(DAYS - 1), today, most);
    }

    void booked(List<Booked> entries) {
        for (var entry : entries) {
            if (entry.account() != Account.TARGET && entry.micros() > 0) {
                var kind = entry.kind().name();
                meters.counter(PREFIX + COST, "target", entry.targetId(), "kind", kind)
                        .increment(entry.micros());
                tenants.cost(entry.tenantId(), kind, entry.micros());
                workflows.cost(entry.digest(), kind, entry.micros());
            }
        }
    }

    void delivered(List<Delivered> candidates) {
        candidates.stream()
                .collect(groupingBy(Delivered::targetId, counting()))
                .forEach((target, count) ->
                        meters.counter(PREFIX + DELIVERED, "target", target).increment(count));
        candidates.stream().map(Delivered::tenantId).forEach(tenants::delivered);
        candidates.stream().map(Delivered::digest).forEach(workflows::delivered);
    }

    /** The meters of one dimension. */
    private final class Spending {
        private final String word;
        private final TopSpenders top;
        private final String cost;
        private final String delivered;

        private Spending(String word, TopSpenders top) {
            this.word = word;
            this.top = top;
            this.cost = PREFIX + word + "." + COST;
            this.delivered = PREFIX + word + "." + DELIVERED;
        }

        private void cost(String name, String kind, long micros) {
            meters.counter(cost, word, top.label(name), "kind", kind).increment(micros);
        }

        private void delivered(String name) {
            meters.counter(delivered, word, top.label(name)).increment();
        }

        private void read(List<CostSum> dearestFirst) {
            var gone = top.replace(dearestFirst.stream().map(CostSum::key).toList());
            for (var name : List.of(cost, delivered)) {
                gone.forEach(one -> meters.find(name).tag(word, one).meters().forEach(meters::remove));
            }
        }
    }
}
