package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.executor.app.AttemptFacts;
import dev.comfymesh.executor.app.Tally;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** States facts of attempts, each in the trace of its assignment, and counts the endings among them. */
@ApplicationScoped
class StatedFacts {
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final Tally tally;
    private final Clock clock;

    record Stated(Assignment attempt, JobFact fact) {
        Outgoing outgoing() {
            return Outgoing.of(attempt.tenantId(), fact, attempt.traceparent());
        }

        /** How the attempt ended by it; empty if it did not. */
        Optional<String> ending() {
            if (fact instanceof AttemptFailed failed) {
                return Optional.of(failed.failure().name());
            }
            return fact instanceof AttemptSucceeded ? Optional.of("SUCCEEDED") : Optional.empty();
        }
    }

    StatedFacts(Outbox outbox, MeterRegistry meters, Tally tally, Clock clock) {
        this.outbox = outbox;
        this.meters = meters;
        this.tally = tally;
        this.clock = clock;
    }

    Uni<Void> append(Mutiny.Session session, List<Stated> facts) {
        return outbox.append(session, facts.stream().map(Stated::outgoing).toList())
                .invoke(() -> facts.forEach(stated -> {
                    stated.ending().ifPresent(this::count);
                    tally.ended(stated.fact());
                }));
    }

    Stated end(Assignment attempt, Ending ending) {
        return new Stated(attempt, AttemptFacts.ended(attempt, ending, clock.instant()));
    }

    private void count(String ending) {
        meters.counter("comfymesh.executor.endings", "class", ending).increment();
    }
}
