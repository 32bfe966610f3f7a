package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.contracts.AttemptPreview;
import dev.comfymesh.contracts.AttemptProgress;
import dev.comfymesh.contracts.NodeProgress;
import dev.comfymesh.contracts.ProgressNote;
import dev.comfymesh.contracts.QueuePosition;
import dev.comfymesh.ingest.app.StreamMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the messages of a stream look as server-sent events; only what a resumed stream repeats has an id. */
@ApplicationScoped
class SseEvents {
    private final JobViews views;
    private final ObjectMapper json;

    private record Progress(
            UUID attemptId,
            String candidateId,
            String node,
            int step,
            int steps,
            double fraction,
            @Nullable Long remainingMillis,
            @Nullable List<NodeProgress> nodes) {
        static Progress of(AttemptProgress note) {
            return new Progress(
                    note.attemptId(),
                    note.candidateId(),
                    note.node(),
                    note.step(),
                    note.steps(),
                    note.fraction(),
                    note.remainingMillis(),
                    note.nodes());
        }
    }

    private record Preview(String candidateId, String mediaType, String base64) {}

    private record Queue(String candidateId, int position) {}

    SseEvents(JobViews views, ObjectMapper json) {
        this.views = views;
        this.json = json;
    }

    Uni<OutboundSseEvent> of(StreamMessage message, Sse sse, UriInfo uri) {
        return switch (message) {
            case StreamMessage.Snapshot(var job) -> views.of(job, uri).map(view -> event(sse, "snapshot", view));
            case StreamMessage.Event(var event) ->
                Uni.createFrom()
                        .item(sse.newEventBuilder()
                                .id(Long.toString(event.seq()))
                                .name(event.type())
                                .data(String.class, event.body())
                                .build());
            case StreamMessage.Note(var note) -> Uni.createFrom().item(note(sse, note));
            case StreamMessage.Heartbeat() ->
                Uni.createFrom()
                        .item(sse.newEventBuilder().comment("still here").build());
        };
    }

    private OutboundSseEvent note(Sse sse, ProgressNote note) {
        return switch (note) {
            case AttemptProgress progress -> event(sse, "progress", Progress.of(progress));
            case AttemptPreview(var _, var candidate, var _, var mediaType, var base64) ->
                event(sse, "preview", new Preview(candidate, mediaType, base64));
            case QueuePosition(var _, var candidate, var position) ->
                event(sse, "queue", new Queue(candidate, position));
        };
    }

    private OutboundSseEvent event(Sse sse, String name, Object body) {
        try {
            return sse.newEventBuilder()
                    .name(name)
                    .data(String.class, json.writeValueAsString(body))
                    .build();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("our own records are always writable", broken);
        }
    }
}
