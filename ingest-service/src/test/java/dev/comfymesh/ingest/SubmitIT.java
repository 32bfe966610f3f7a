package dev.comfymesh.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.ingest.Api.Answer;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is promised to those who submit: once for one key, only with money, only to the tenant itself. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class SubmitIT {
    @TestHTTPResource("/")
    URI base;

    @Inject
    DataSource database;

    Api api;
    Tenants tenants;

    @BeforeEach
    void open() {
        tenants = new Tenants(database);
        api = new Api(base, Api.KEY);
        await().until(() -> api.get("/v1/jobs").status() == 200);
    }

    @Test
    void answersARepeatWithTheStoredAnswer() {
        var first = api.submit(Api.aRequest(), "Idempotency-Key", "repeat-1");
        api.post("/v1/jobs/" + first.id() + "/cancel", BodyPublishers.noBody());
        var second = api.submit(Api.aRequest(), "Idempotency-Key", "repeat-1");

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void answersARepeatThatComesAfterTheDeadline() {
        var deadline = Instant.now().plusSeconds(2);
        var request = Api.aRequest().put("deadline", deadline.toString());
        var first = api.submit(request, "Idempotency-Key", "repeat-2");
        await().until(() -> Instant.now().isAfter(deadline));
        var second = api.submit(request, "Idempotency-Key", "repeat-2");

        assertThat(second.status()).as(second.toString()).isEqualTo(202);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(api.submit(request.put("seed", 43), "Idempotency-Key", "repeat-2")
                        .json()
                        .path("code")
                        .textValue())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void statesTheGraphWithItsNumbersAsTheyWereSent() {
        var graph = """
                {"1":{"class_type":"A","inputs":{"big":18446744073709551615,"one":1.0,"tenth":0.1,"tiny":1E-7}}}""";
        var id = api.post(
                        "/v1/jobs",
                        BodyPublishers.ofString("{\"workflow\":{\"graph\":%s}}".formatted(graph)),
                        "Content-Type",
                        "application/json")
                .id();

        assertThat(new Tenants(database).payload(id)).contains("\"graph\":" + graph);
    }

    @Test
    void refusesAKeyThatStandsForAnotherRequest() {
        api.submit(Api.aRequest(), "Idempotency-Key", "reused-1");
        var other = api.submit(Api.aRequest().put("seed", 43), "Idempotency-Key", "reused-1");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("code").textValue()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void makesOneJobOfManyEqualSubmitsAtOnce() throws Exception {
        var answers = atOnce(20, () -> api.submit(Api.aRequest(), "Idempotency-Key", "race-1"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));
        assertThat(answers)
                .extracting(Answer::id)
                .containsOnly(answers.getFirst().id());
        assertThat(answers)
                .filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        try (var log = FactReader.of(Topic.JOBS)) {
            log.await(answers.getFirst().id(), JobAccepted.class);
            assertThat(log.factsOf(answers.getFirst().id())).hasSize(1);
        }
    }

    @Test
    void keepsTheKeysOfTenantsApart() {
        var other = api.with(tenants.add("neighbour", 10_000_000, "jobs:read jobs:write"));
        var ours = api.submit(Api.aRequest(), "Idempotency-Key", "shared-1");
        var theirs = other.submit(Api.aRequest(), "Idempotency-Key", "shared-1");

        assertThat(theirs.status()).isEqualTo(202);
        assertThat(theirs.id()).isNotEqualTo(ours.id());
    }

    @Test
    void showsNothingOfAJobToAnotherTenant() {
        var other = api.with(tenants.add("stranger", 10_000_000, "jobs:read jobs:write"));
        var id = api.submit(Api.aRequest()).id();

        assertThat(other.get("/v1/jobs/" + id).status()).isEqualTo(404);
        assertThat(other.get("/v1/jobs/" + id + "/events").status()).isEqualTo(404);
        assertThat(other.post("/v1/jobs/" + id + "/cancel", BodyPublishers.noBody())
                        .status())
                .isEqualTo(404);
        assertThat(other.get("/v1/jobs").json().path("jobs")).isEmpty();
        assertThat(api.job(id).path("status").textValue()).isEqualTo("ACCEPTED");
    }

    @Test
    void neverPromisesMoreThanTheAccountHolds() throws Exception {
        var poor = api.with(tenants.add("poor", 3_000, "jobs:read jobs:write"));

        var answers = atOnce(10, () -> poor.submit(Api.aRequest().put("capMicros", 1_000)));

        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(3);
        assertThat(answers).filteredOn(answer -> answer.status() == 402).hasSize(7);
        assertThat(tenants.reservedMicros("poor")).isEqualTo(3_000);
        assertThat(poor.get("/v1/jobs").json().path("jobs")).hasSize(3);
    }

    @Test
    void settlesTheAccountOnceWhenAJobIsClosed() {
        var payer = api.with(tenants.add("payer", 10_000, "jobs:read jobs:write"));
        var id = payer.submit(Api.aRequest().put("capMicros", 4_000)).id();
        assertThat(tenants.reservedMicros("payer")).isEqualTo(4_000);

        try (var router = FactLog.as("router-service")) {
            var closed = router.next("payer", new JobClosed(id, Instant.now(), 1, 1_500));
            router.send(closed);
            router.send(closed);
            router.state("payer", new JobClosed(id, Instant.now(), 1, 9_999));
        }

        await().until(() -> tenants.reservedMicros("payer") == 0);
        assertThat(tenants.balanceMicros("payer")).isEqualTo(8_500);
        assertThat(payer.job(id).at("/cost/spentMicros").longValue()).isEqualTo(1_500);
    }

    @Test
    void decidesBetweenManyCancelsAndTheEndOnce() throws Exception {
        var id = api.submit(Api.aRequest()).id();
        try (var router = FactLog.as("router-service")) {
            router.state("local", new JobClosed(id, Instant.now(), 0, 0));
        }
        var answers = atOnce(10, () -> api.post("/v1/jobs/" + id + "/cancel", BodyPublishers.noBody()));

        await().until(() -> api.job(id).path("status").textValue().matches("CANCELLED|FAILED"));
        var cancelled = api.job(id).path("status").textValue().equals("CANCELLED");
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(cancelled ? 202 : 409));
    }

    @Test
    void acceptsNothingMoreWhileAFactHasWaitedForAMinute() {
        tenants.run("""
                insert into outbox (subject, sequence, shard, topic, type, created_at)
                values ('waiting', 1, 99, 'nowhere', 'none', now() - interval '61 seconds')""");
        try {
            await().until(() -> api.submit(Api.aRequest()).status() == 503);
            var refused = api.submit(Api.aRequest());
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.json().path("code").textValue()).isEqualTo("behind");
        } finally {
            tenants.run("delete from outbox where subject = 'waiting'");
        }
        await().until(() -> api.submit(Api.aRequest()).status() == 202);
    }

    @Test
    void listsJobsPageByPage() {
        var reader = api.with(tenants.add("reader", 100_000_000, "jobs:read jobs:write"));
        var ids = IntStream.range(0, 5).mapToObj(i -> submit(reader, i)).toList();

        var first = reader.get("/v1/jobs?limit=2").json();
        var second = reader.get(
                        "/v1/jobs?limit=2&cursor=" + first.path("nextCursor").textValue())
                .json();
        var third = reader.get(
                        "/v1/jobs?limit=2&cursor=" + second.path("nextCursor").textValue())
                .json();

        assertThat(List.of(first, second, third)).flatMap(page -> ids(page)).containsExactlyElementsOf(ids.reversed());
        assertThat(third.path("nextCursor").isNull()).isTrue();
        assertThat(ids(reader.get("/v1/jobs?metadata.order=3").json())).containsExactly(ids.get(3));
        assertThat(ids(reader.get("/v1/jobs?status=ACCEPTED,running&metadata.order=1&metadata.kind=a")
                        .json()))
                .containsExactly(ids.get(1));
        assertThat(ids(reader.get("/v1/jobs?status=FAILED").json())).isEmpty();
        assertThat(ids(reader.get("/v1/jobs?createdAfter=2030-01-01T00:00:00Z").json()))
                .isEmpty();
        assertThat(ids(reader.get("/v1/jobs?createdBefore=2999-01-01T00:00:00Z").json()))
                .hasSize(5);
    }

    private static UUID submit(Api reader, int order) {
        var request = Api.aRequest();
        request.putObject("metadata").put("order", Integer.toString(order)).put("kind", "a");
        return reader.submit(request).id();
    }

    private static List<UUID> ids(JsonNode page) {
        return StreamSupport.stream(page.path("jobs").spliterator(), false)
                .map(job -> UUID.fromString(job.path("id").textValue()))
                .toList();
    }

    private static List<Answer> atOnce(int times, Callable<Answer> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(Collections.nCopies(times, call)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }
}
