package dev.comfymesh.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Topic;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One trace from the request to the record, where an exporter takes the spans. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class TraceFlowIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TestHTTPResource("/test-trace/")
    URI state;

    @Inject
    KeptSpans spans;

    private final String subject = UUID.randomUUID().toString();

    @Test
    void carriesTheTraceOfARequestIntoTheFactsThatItLeadsTo() throws Exception {
        var request = HttpRequest.newBuilder(state.resolve(subject))
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .POST(BodyPublishers.noBody())
                .build();
        try (var client = HttpClient.newHttpClient();
                var log = FactReader.of(Topic.JOBS)) {
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);

            var fact = log.await(record -> record.subject().equals(subject));
            assertThat(fact.traceparent()).contains(TRACE);
        }
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(spans.kept()).map(SpanData::getTraceId).contains(TRACE));
    }

    /** States one fact in the request's trace, as a service does. */
    @Path("/test-trace/{subject}")
    public static class Statement {
        @Inject
        Outbox outbox;

        @POST
        public Uni<Void> state(@PathParam("subject") String subject) {
            return outbox.transaction(session -> outbox.append(
                    session,
                    List.of(new Outgoing(
                            Topic.JOBS,
                            subject,
                            "acme",
                            "test",
                            "{}".getBytes(StandardCharsets.UTF_8),
                            Traces.current()))));
        }
    }

    @ApplicationScoped
    static class KeptSpans implements SpanExporter {
        private final List<SpanData> kept = new CopyOnWriteArrayList<>();

        List<SpanData> kept() {
            return kept;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            kept.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
