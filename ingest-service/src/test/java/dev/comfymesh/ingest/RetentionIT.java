package dev.comfymesh.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.ingest.adapter.store.Expired;
import dev.comfymesh.kit.retention.Expiry;
import dev.comfymesh.kit.retention.Retention;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody may ask for any more goes, and all of it; what lives or is not settled stays. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class RetentionIT {
    @TestHTTPResource("/")
    URI base;

    @Inject
    DataSource database;

    @Inject
    Retention retention;

    Api api;
    Tenants tenants;

    @BeforeEach
    void open() {
        tenants = new Tenants(database);
        var name = "forgotten" + UUID.randomUUID().toString().substring(0, 8);
        api = new Api(base, Api.KEY).with(tenants.add(name, 10_000_000, "jobs:read jobs:write"));
        await().until(() -> api.get("/v1/jobs").status() == 200);
    }

    @Test
    void forgetsEndedJobsWholeAndKeepsTheOthers() {
        var ended = ended();
        var living = api.submit(Api.aRequest()).id();
        await().until(() -> rows("settlement where applied_at is not null and", ended) == 1);

        forget(Expired.jobs(Duration.ofMinutes(-1)));

        assertThat(api.get("/v1/jobs/" + ended).status()).isEqualTo(404);
        assertThat(rows("client_event where", ended)).isZero();
        assertThat(rows("settlement where", ended)).isZero();
        assertThat(api.get("/v1/jobs/" + living).status()).isEqualTo(200);
    }

    @Test
    void keepsJobsThatAreNotOldEnough() {
        var ended = ended();

        forget(Expired.jobs(Duration.ofDays(30)));

        assertThat(api.get("/v1/jobs/" + ended).status()).isEqualTo(200);
    }

    @Test
    void forgetsIdempotencyKeys() {
        var first = api.submit(Api.aRequest(), "Idempotency-Key", "forget-me").id();

        forget(Expired.keys(Duration.ofMinutes(-1)));

        assertThat(api.submit(Api.aRequest(), "Idempotency-Key", "forget-me").id())
                .isNotEqualTo(first);
    }

    private UUID ended() {
        var id = api.submit(Api.aRequest()).id();
        try (var router = FactLog.as("router-service")) {
            router.state("any", new JobClosed(id, Instant.now(), 0, 0));
        }
        await().until(() -> api.job(id).path("status").textValue().equals("FAILED"));
        return id;
    }

    private void forget(Expiry expiry) {
        await().until(() -> !retention.forget(expiry).await().atMost(Duration.ofSeconds(10)));
    }

    private long rows(String table, UUID jobId) {
        return tenants.number("select count(*) from %s job_id = '%s'".formatted(table, jobId));
    }
}
