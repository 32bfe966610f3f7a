package dev.comfymesh.local.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.comfymesh.local.Port;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterDeskTest {
    private static final String JOB = "01a20457-8667-7e7c-acc5-2a3f6295c0f9";
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T12:05:10Z"), ZoneOffset.UTC);
    private static final String POISON = """
            {"subject": "%s", "reason": "POISON", "since": "2026-11-22T12:00:00Z", "waiting": 2,
             "place": "comfymesh.jobs.v1-3-118", "type": "dev.comfymesh.AttemptFailed.v1",
             "source": "executor-service", "sequence": 4, "detail": "no ce_tenantid"}""".formatted(JOB);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void listsWhereEachJobIsParkedAndWhy() {
        answer("/v1/parked", 200, "{\"subjects\": [%s]}".formatted(POISON));

        assertThat(desk(router()).list()).isZero();

        assertThat(text()).isEqualTo("""
                JOB                                   PARKED AT WHY           SINCE  WAITING  WHAT STOPS IT
                %s  router    poison    5 min ago        2  AttemptFailed #4 of executor-service: no ce_tenantid

                1 job is parked. Look closer: ./mesh dlq show ID   Try again: ./mesh dlq replay ID
                """.formatted(JOB));
        assertThat(asked).containsExactly("GET Bearer operator");
    }

    @Test
    void saysSoWhenNothingIsParked() {
        answer("/v1/parked", 200, "{\"subjects\": []}");

        assertThat(desk(router()).list()).isZero();

        assertThat(text()).isEqualTo("No job is parked.\n");
    }

    @Test
    void listsWhatItCanWhenAServiceDoesNotAnswer() {
        answer("/v1/parked", 200, "{\"subjects\": [%s]}".formatted(POISON));
        var silent = new ParkedApi(
                "ingest", URI.create("http://127.0.0.1:" + Port.free().number()), "operator");

        assertThat(desk(silent, router()).list()).isEqualTo(1);

        assertThat(text()).contains("ingest does not answer at", "is the mesh up?", JOB);
    }

    @Test
    void showsWhatWaitsAndTheWaysOn() {
        answer("/v1/parked/" + JOB, 200, """
                {"parked": %s, "events": [
                    {"place": "comfymesh.jobs.v1-3-118", "type": "dev.comfymesh.AttemptFailed.v1",
                     "source": "executor-service", "sequence": 4, "reason": "POISON", "detail": "no ce_tenantid",
                     "payload": {"problem": "lost"}},
                    {"place": "comfymesh.jobs.v1-3-119", "type": "", "source": "", "sequence": 0,
                     "reason": "BEHIND", "detail": "", "payload": "{"}]}""".formatted(POISON));

        assertThat(desk(router()).show(JOB)).isZero();

        assertThat(text())
                .contains(
                        JOB + " is parked at router since 2026-11-22T12:00:00Z (5 min ago)",
                        "cannot be applied: no ce_tenantid",
                        "poison  AttemptFailed #4 of executor-service  (comfymesh.jobs.v1-3-118)",
                        "\"problem\" : \"lost\"",
                        "behind  an event without an envelope  (comfymesh.jobs.v1-3-119)",
                        "./mesh dlq replay " + JOB,
                        "/v1/parked/" + JOB + "/skip?confirm=comfymesh.jobs.v1-3-118");
    }

    @Test
    void isDoneWhenAReplayLeavesNothing() {
        answer("/v1/parked/" + JOB + "/replay", 200, "{\"applied\": 2}");

        assertThat(desk(router()).replay(JOB)).isZero();

        assertThat(text()).isEqualTo("router: 2 events applied, nothing waits any more\n");
        assertThat(asked).containsExactly("POST Bearer operator");
    }

    @Test
    void saysWhatStopsAReplay() {
        answer("/v1/parked/" + JOB + "/replay", 200, "{\"applied\": 1, \"stoppedBy\": %s}".formatted(POISON));

        assertThat(desk(router()).replay(JOB)).isEqualTo(1);

        assertThat(text())
                .isEqualTo(
                        "router: 1 event applied, 2 still wait at AttemptFailed #4 of executor-service: no ce_tenantid\n");
    }

    @Test
    void saysWhenNothingOfAJobIsParked() {
        answer("/v1/parked", 404, "{\"detail\": \"nothing\"}");

        assertThat(desk(router()).replay(JOB)).isEqualTo(1);

        assertThat(text()).isEqualTo("Nothing of %s is parked.\n".formatted(JOB));
    }

    @Test
    void passesARefusalOn() {
        answer("/v1/parked", 401, "{\"detail\": \"Send the operator token.\"}");

        assertThat(desk(router()).list()).isEqualTo(1);

        assertThat(text()).isEqualTo("router answered 401: Send the operator token.\n");
    }

    private DeadLetterDesk desk(ParkedApi... services) {
        return new DeadLetterDesk(List.of(services), new PrintStream(bytes, true, StandardCharsets.UTF_8), NOW);
    }

    private ParkedApi router() {
        return new ParkedApi(
                "router", URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "operator");
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            var content = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
