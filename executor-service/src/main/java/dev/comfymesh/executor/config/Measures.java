package dev.comfymesh.executor.config;

import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.kit.invariant.InvariantQuery;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What can be seen of the executor from its own tables and memory. */
@Singleton
public final class Measures {
    private static final Duration GRACE = Duration.ofMinutes(1);

    void start(@Observes StartupEvent event, MeterRegistry meters, Fleet fleet) {
        Gauge.builder("comfymesh.executor.attempts.live", fleet, Fleet::running).register(meters);
    }

    // By the start of the transactions: a takeover waits for those that its predecessor has begun.
    @Produces
    @Singleton
    static InvariantQuery endedUnderTheCurrentEpoch() {
        return new InvariantQuery("I4", """
                with ended as (
                    select target_id, epoch, max(epoch) over (
                        partition by target_id order by changed_at rows between unbounded preceding and 1 preceding) as before
                    from attempt
                    where assigned_at > now() - interval '15 minutes' and epoch is not null
                        and state in ('SUCCEEDED', 'FAILED'))
                select count(*) from ended left join lease on lease.name = 'target-' || target_id
                where ended.epoch < before or ended.epoch > lease.epoch""");
    }

    @Produces
    @Singleton
    static InvariantQuery nothingIsUnknownBeyondItsDeadline(ExecutorConfig config) {
        var bearable = config.patience().overdueFor().plus(GRACE).toSeconds();
        return new InvariantQuery("L2", """
                select count(*) from attempt
                where state not in ('SUCCEEDED', 'FAILED') and end_by < now() - interval '%d seconds'""".formatted(bearable));
    }
}
