package dev.comfymesh.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.kit.invariant.Invariants;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.MeshResource;
import io.micrometer.core.instrument.MeterRegistry;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must always hold is seen to be broken when it is, and what happens is counted. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class MeasuresIT {
    @TestHTTPResource("/")
    URI base;

    @Inject
    DataSource database;

    @Inject
    Invariants invariants;

    @Inject
    MeterRegistry meters;

    Api api;
    Tenants tenants;
    String tenant;

    @BeforeEach
    void open() {
        tenants = new Tenants(database);
        tenant = "measured" + UUID.randomUUID().toString().substring(0, 8);
        api = new Api(base, tenants.add(tenant, 10_000_000, "jobs:read jobs:write"));
        await().until(() -> api.get("/v1/jobs").status() == 200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I1 | insert into idempotency_record (tenant_id, key, fingerprint, job_id) values ('%2$s', 'k', 'f', gen_random_uuid())
            I1 | update job set ended_at = null, deadline = now() - interval '2 hours' where id = '%1$s'
            I2 | insert into client_event values ('%1$s', 99, '%2$s', 'job.completed', '{}')
            I2 | update job set status = 'COMPLETED' where id = '%1$s'
            I3 | update job set status = 'COMPLETED', selection = '[{"candidateId": "a"}, {"candidateId": "b"}]' where id = '%1$s'
            I7 | update account set reserved_micros = reserved_micros + 1 where tenant_id = '%2$s'
            I7 | delete from settlement where job_id = '%1$s'
            """)
    void seesWhatDoesNotHold(String invariant, String harm) {
        var job = ended();
        await().until(() -> tenants.reservedMicros(tenant) == 0);
        var before = violations(invariant);

        tenants.run(harm.formatted(job, tenant));

        assertThat(violations(invariant)).isEqualTo(before + 1);
        tenants.run("delete from job where id = '%s'".formatted(job));
        tenants.run("delete from idempotency_record where tenant_id = '%s'".formatted(tenant));
        tenants.run("update account set reserved_micros = 0 where tenant_id = '%s'".formatted(tenant));
        assertThat(violations(invariant)).isEqualTo(before);
    }

    @Test
    void countsWhatHappens() {
        var accepted = counter("comfymesh.ingest.jobs.accepted");
        var refused = counter("comfymesh.ingest.jobs.refused", "code", "invalid-request");
        var ended = ends();
        var folded = counter("comfymesh.ingest.facts.folded");

        ended();
        api.submit(Api.aRequest().put("seed", "none"));

        assertThat(counter("comfymesh.ingest.jobs.accepted")).isEqualTo(accepted + 1);
        assertThat(counter("comfymesh.ingest.jobs.refused", "code", "invalid-request"))
                .isEqualTo(refused + 1);
        assertThat(ends()).isEqualTo(ended + 1);
        assertThat(counter("comfymesh.ingest.facts.folded")).isEqualTo(folded + 1);
    }

    private UUID ended() {
        var id = api.submit(Api.aRequest(), "Idempotency-Key", "mine").id();
        try (var router = FactLog.as("router-service")) {
            router.state(tenant, new JobClosed(id, Instant.now(), 0, 0));
        }
        await().until(() -> api.job(id).path("status").textValue().equals("FAILED"));
        return id;
    }

    private double violations(String invariant) {
        invariants.check().await().atMost(Duration.ofSeconds(20));
        return meters.get("comfymesh.invariant.violations")
                .tag("invariant", invariant)
                .gauge()
                .value();
    }

    private double counter(String name, String... labels) {
        return meters.counter(name, labels).count();
    }

    private long ends() {
        return meters.timer("comfymesh.ingest.jobs.ended", "status", "FAILED").count();
    }
}
