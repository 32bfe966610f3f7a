package dev.comfymesh.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.Topic;
import dev.comfymesh.kit.invariant.Invariants;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import dev.comfymesh.testkit.Servers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job that a service cannot go on with is not silently stuck: its tenant sees it. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class ParkedIT {
    @TestHTTPResource("/")
    URI base;

    @Inject
    DataSource database;

    @Inject
    Invariants invariants;

    @Inject
    MeterRegistry meters;

    Api api;

    @BeforeEach
    void open() {
        var tenant = "stuck" + UUID.randomUUID().toString().substring(0, 8);
        api = new Api(base, new Tenants(database).add(tenant, 10_000_000, "jobs:read jobs:write"));
        await().until(() -> api.get("/v1/jobs").status() == 200);
    }

    @Test
    void showsJobsAsLongAsAServiceHasThemParked() {
        var parked = api.submit(Api.aRequest()).id();
        var other = api.submit(Api.aRequest()).id();
        assertThat(api.job(parked).has("parked")).isFalse();

        say("router-service", parked, "PARKED");
        say("scoring-service", parked, "PARKED");
        await().untilAsserted(() -> assertThat(api.job(parked).path("parked")).hasSize(2));
        assertThat(api.job(parked).at("/parked/0/since").textValue()).isNotBlank();
        assertThat(api.job(other).has("parked")).isFalse();
        assertThat(listed()).containsExactly(parked.toString());

        say("router-service", parked, "RELEASED");
        await().untilAsserted(() ->
                assertThat(api.job(parked).findValuesAsText("service")).containsExactly("scoring-service"));
        say("scoring-service", parked, "RELEASED");
        await().untilAsserted(() -> assertThat(listed()).isEmpty());
    }

    @Test
    void showsWhatThisServiceParksItself() {
        var id = api.submit(Api.aRequest()).id();
        try (var router = FactLog.as("router-service")) {
            var unreadable = router.next("any", SampleJob.aJob().id(id).closed(0));
            router.send(unreadable.withPayload("{".getBytes()));
        }

        await().untilAsserted(() ->
                assertThat(api.job(id).findValuesAsText("service")).containsExactly("ingest-service"));
        invariants.check().await().atMost(Duration.ofSeconds(20));
        assertThat(meters.get("comfymesh.ingest.jobs.parked").gauge().value()).isPositive();
    }

    private Iterable<String> listed() {
        return api.get("/v1/jobs?parked=true").json().path("jobs").findValuesAsText("id");
    }

    private static void say(String service, UUID jobId, String state) {
        var word = new ProducerRecord<String, byte[]>(Topic.JOBS.deadLetters().name(), jobId.toString(), null);
        word.headers().add("dlq_service", service.getBytes()).add("dlq_state", state.getBytes());
        var settings =
                Map.<String, Object>of("bootstrap.servers", Servers.shared().kafka());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(word);
        }
    }
}
