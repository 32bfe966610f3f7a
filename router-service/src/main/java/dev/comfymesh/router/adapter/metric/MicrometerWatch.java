package dev.comfymesh.router.adapter.metric;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.TopUpRefused;
import dev.comfymesh.router.app.Booked;
import dev.comfymesh.router.app.Followed;
import dev.comfymesh.router.app.Heard;
import dev.comfymesh.router.app.Watch;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Counts and times what the router does. */
@ApplicationScoped
class MicrometerWatch implements Watch {
    private static final String DECISIONS = "comfymesh.router.decisions";
    private static final String ENDINGS = "comfymesh.router.endings";
    private static final String TOP_UPS = "comfymesh.router.topups";
    private static final String HEDGES = "comfymesh.router.hedges";

    private static final Logger LOG = Logger.getLogger(MicrometerWatch.class);

    private final MeterRegistry meters;
    private final CostMeters costs;
    private final AtomicInteger lifted = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final Timer rounds;
    private final Timer waits;

    MicrometerWatch(MeterRegistry meters, CostMeters costs) {
        this.meters = meters;
        this.costs = costs;
        this.rounds = Timer.builder("comfymesh.router.round")
                .description("How long a round of the matcher took to decide")
                .register(meters);
        this.waits = Timer.builder("comfymesh.router.waited")
                .description("How long candidates waited for their first attempt")
                .register(meters);
        Gauge.builder("comfymesh.router.retries.held", held, AtomicInteger::get)
                .description("How many retries wait because too many of all attempts were retries of late")
                .register(meters);
        Gauge.builder("comfymesh.router.ejections.lifted", lifted, AtomicInteger::get)
                .description("How many targets are used although they are ejected, because more than half are")
                .register(meters);
    }

    @Override
    public void followed(List<Heard> heard, Followed followed) {
        for (var one : heard) {
            if (one.fact() instanceof AttemptFailed failed) {
                count(ENDINGS, "ending", failed.failure().name());
            } else if (one.fact() instanceof AttemptSucceeded) {
                count(ENDINGS, "ending", "SUCCEEDED");
            }
        }
        for (var one : followed.stated()) {
            if (one.fact() instanceof TopUpRefused refused) {
                count(TOP_UPS, "answer", refused.reason().name());
            } else if (one.fact() instanceof CandidatesAdded) {
                count(TOP_UPS, "answer", "ADDED");
            }
        }
        booked(followed.booked());
        costs.delivered(followed.delivered());
    }

    @Override
    public void booked(List<Booked> entries) {
        costs.booked(entries);
    }

    @Override
    public void decided(Duration took) {
        rounds.record(took);
    }

    @Override
    public void assigned(List<Assigned> decisions, Instant at) {
        meters.counter(DECISIONS, "decision", "ASSIGNED").increment(decisions.size());
        decisions.stream()
                .map(Assigned::candidate)
                .filter(candidate -> candidate.attempts() == 0)
                .forEach(candidate -> waits.record(Duration.between(candidate.waitingSince(), at)));
    }

    @Override
    public void lifted(int ejections) {
        if (lifted.getAndSet(ejections) == 0 && ejections > 0) {
            LOG.warnf("More than half of the targets are ejected: %d are used all the same", ejections);
        }
    }

    @Override
    public void held(int retries) {
        if (held.getAndSet(retries) == 0 && retries > 0) {
            LOG.warnf("Too many attempts are retries: %d of those wait", retries);
        }
    }

    @Override
    public void hedged(int candidates) {
        meters.counter(HEDGES).increment(candidates);
    }

    @Override
    public void gaveUp(List<GivenUp> decisions) {
        decisions.forEach(
                decision -> count(DECISIONS, "decision", decision.failure().name()));
    }

    private void count(String name, String label, String value) {
        meters.counter(name, label, value).increment();
    }
}
