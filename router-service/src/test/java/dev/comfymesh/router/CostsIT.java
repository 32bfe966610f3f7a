package dev.comfymesh.router;

import static dev.comfymesh.router.MeshInTest.failed;
import static dev.comfymesh.router.MeshInTest.graph;
import static dev.comfymesh.router.MeshInTest.run;
import static dev.comfymesh.router.MeshInTest.succeeded;
import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.router.adapter.store.DailyCosts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What attempts cost; a millisecond on each node here costs a micro, and each test has a tenant of its own. */
@QuarkusTest
class CostsIT extends RouterInTest {
    private static final long MICRO_A_MILLISECOND = 3_600_000;

    @Inject
    DataSource database;

    @Inject
    DailyCosts daily;

    private final String tenant = "tenant-" + UUID.randomUUID();

    @Test
    void areToldByTenantTargetAndDayWithWhatWasDelivered() {
        mesh.fleet().node("costly-1", MICRO_A_MILLISECOND, "Costly");
        deliverAtTheSecondAttempt("Costly");

        await().until(() -> line("tenant", tenant).path("delivered").asLong() == 1);

        var line = line("tenant", tenant);
        assertThat(line.get("runMicros").asLong()).isEqualTo(1_000);
        assertThat(line.get("wasteMicros").asLong()).isEqualTo(500);
        assertThat(line.get("microsPerDelivered").asLong()).isEqualTo(1_500);
        assertThat(line.get("wasteShare").asDouble()).isEqualTo(500.0 / 1_500);
        assertThat(line("target", "costly-1").get("costMicros").asLong()).isEqualTo(1_500);
        assertThat(metric("comfymesh_router_cost_micros_total", "costly-1", "WASTE"))
                .endsWith(" 500.0");
        assertThat(metric("comfymesh_router_delivered_total", "costly-1")).endsWith(" 1.0");
        assertThat(metric("comfymesh_router_tenant_cost_micros_total", tenant, "RUN"))
                .endsWith(" 1000.0");
        assertThat(metric("comfymesh_router_tenant_delivered_total", tenant)).endsWith(" 1.0");
        assertThat(metric("comfymesh_router_workflow_cost_micros_total", "WASTE"))
                .contains("workflow=\"sha256:");
    }

    @Test
    void leaveToTheHouseWhatTheCapDoesNotPay() {
        mesh.fleet().node("overrun-2", MICRO_A_MILLISECOND, "OverrunAgain");
        var job =
                mesh.accepted(aJob().tenant(tenant).graph(graph("OverrunAgain")).capMicros(15_000));
        var attempt = mesh.log().await(job.jobId(), AttemptAssigned.class);

        mesh.executor().state("acme", failed(attempt, FailureClass.TIME_LIMIT, 60_000));

        mesh.log().await(job.jobId(), AttemptCharged.class);
        await().until(() -> line("tenant", tenant).path("houseMicros").asLong() == 45_000);
        assertThat(line("tenant", tenant).get("wasteMicros").asLong()).isEqualTo(15_000);
    }

    @Test
    void areCorrectedWhenALapsedAttemptTurnsOutToHaveEnded() {
        mesh.fleet().node("lapsing-2", MICRO_A_MILLISECOND, "LapsingAgain");
        var job = mesh.accepted(aJob().tenant(tenant)
                .graph(graph("LapsingAgain"))
                .capMicros(15_000)
                .within(Duration.ofSeconds(3)));
        var attempt = mesh.log().await(job.jobId(), AttemptAssigned.class);
        mesh.executor().state("acme", failed(attempt, FailureClass.UNKNOWN, 0));
        var charged = mesh.log().await(job.jobId(), AttemptCharged.class);
        assertThat(charged.source()).isEqualTo("estimate");

        mesh.executor().state("acme", succeeded(attempt));

        await().until(() -> line("target", "lapsing-2").path("houseMicros").asLong() == 1_000 - charged.micros());
        assertThat(line("target", "lapsing-2").get("costMicros").asLong()).isEqualTo(1_000);
    }

    @Test
    void areTheSameOnceTheirDayIsSummedUp() throws SQLException {
        mesh.fleet().node("costly-2", MICRO_A_MILLISECOND, "CostlyToo");
        deliverAtTheSecondAttempt("CostlyToo");
        await().until(() -> line("tenant", tenant).path("delivered").asLong() == 1);
        execute("update entry set at = at - interval '3 days' where tenant_id = '%s'".formatted(tenant));
        execute("update delivery set at = at - interval '3 days' where tenant_id = '%s'".formatted(tenant));
        execute("update unsummed set since = since - 5");
        var before = costs();

        run(daily::sumUp);
        run(daily::sumUp);

        assertThat(before).hasSize(4).allMatch(JsonNode::isObject);
        assertThat(costs()).isEqualTo(before);
        assertThat(summedUp()).isEqualTo(1);
    }

    @Test
    void areToldToNobodyWhoAsksAmiss() {
        var answer = mesh.fleet().send("GET", "/v1/costs?by=colour&limit=0", "");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"field\":\"by\"", "\"field\":\"limit\"");
    }

    @Test
    void areAskedForUnderAnotherPolicy() {
        mesh.fleet().node("cheaper-1", MICRO_A_MILLISECOND, "CheapOrDear");
        mesh.fleet().node("dearer-1", 2 * MICRO_A_MILLISECOND, "CheapOrDear");
        var job =
                mesh.accepted(aJob().tenant(tenant).graph(graph("CheapOrDear")).capMicros(100_000));
        mesh.log().await(job.jobId(), AttemptAssigned.class);

        var answer = mesh.fleet().send("POST", "/v1/replays", "{\"policy\": \"CHEAPEST\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"policy\":\"cheapest\"", "\"different\":0,", "\"recorded\":{\"costMicros\":");
        assertThat(mesh.fleet()
                        .send("POST", "/v1/replays", "{\"policy\": \"fastest\"}")
                        .body())
                .contains("\"policy\":\"fastest/1\"", "\"decisions\":");
        assertThat(mesh.fleet()
                        .send("POST", "/v1/replays", "{\"policy\": \"balanced\"}")
                        .statusCode())
                .isEqualTo(200);
        var unknown = mesh.fleet().send("POST", "/v1/replays", "{\"policy\": \"DEAREST\"}");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("\"field\":\"policy\"");
    }

    /** The first attempt is lost after half a second, the second succeeds after a second and is delivered. */
    private void deliverAtTheSecondAttempt(String nodeClass) {
        var sample = aJob().tenant(tenant).graph(graph(nodeClass)).capMicros(100_000);
        var job = mesh.accepted(sample);
        var lost = mesh.log().await(job.jobId(), AttemptAssigned.class);
        mesh.executor().state("acme", failed(lost, FailureClass.LOST, 500));
        var good = mesh.log().await(job.jobId(), AttemptAssigned.class, attempt -> attempt.number() == 2);
        mesh.executor().state("acme", succeeded(good));
        mesh.scoring().state("acme", sample.selected(1));
        var closed = mesh.log().await(job.jobId(), JobClosed.class);
        assertThat(closed.spentMicros()).isEqualTo(1_500);
        var delivered = new Selected(1, good.candidateId(), good.attemptId(), good.seed(), 1);
        mesh.ingest().state("acme", new JobCompleted(job.jobId(), closed.at(), List.of(delivered), true, 1_500));
    }

    private List<JsonNode> costs() {
        var day = LocalDate.now(ZoneOffset.UTC).minusDays(3).toString();
        return Stream.of("tenant:" + tenant, "target:costly-2", "day:" + day, "workflow:")
                .map(key -> key.split(":", 2))
                .map(key -> line(key[0], key[1]))
                .toList();
    }

    /** The line with this key, or the first where that is empty; nothing where there is none. */
    private JsonNode line(String by, String key) {
        var body = mesh.fleet().send("GET", "/v1/costs?limit=1000&by=" + by, "").body();
        var report = WireJson.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        return StreamSupport.stream(report.path("lines").spliterator(), false)
                .filter(line -> key.isEmpty() || line.path("key").asText().equals(key))
                .findFirst()
                .orElse(report.path("none"));
    }

    private String metric(String name, String... labels) {
        var lines = mesh.fleet().send("GET", "/q/metrics", "").body().lines();
        return lines.filter(line -> line.startsWith(name))
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .findFirst()
                .orElse("none");
    }

    private long summedUp() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select count(*) from daily_cost where dimension = 'TENANT' and key = '%s'"
                                .formatted(tenant))) {
            found.next();
            return found.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
