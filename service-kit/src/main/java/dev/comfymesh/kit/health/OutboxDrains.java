package dev.comfymesh.kit.health;

import dev.comfymesh.kit.outbox.Outbox;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers in time and what was stated leaves the outbox: others hear of what is done here. */
@Readiness
@ApplicationScoped
class OutboxDrains implements AsyncHealthCheck {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration OLDEST = Duration.ofSeconds(60);

    private final Outbox outbox;

    OutboxDrains(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return outbox.age()
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .onItemOrFailure()
                .transform((age, failure) -> failure == null ? verdict(age) : silent(failure));
    }

    static HealthCheckResponse verdict(Duration age) {
        return HealthCheckResponse.named("outbox drains")
                .status(age.compareTo(OLDEST) < 0)
                .withData("oldestSeconds", age.toSeconds())
                .build();
    }

    private static HealthCheckResponse silent(Throwable failure) {
        return HealthCheckResponse.named("outbox drains")
                .down()
                .withData("database", String.valueOf(failure.getMessage()))
                .build();
    }
}
