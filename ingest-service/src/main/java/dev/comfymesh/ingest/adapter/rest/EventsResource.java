package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.JobStreams;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.jboss.resteasy.reactive.RestMulti;

/** A job's events as they happen: the job as it stands, then each event once, in order, and an end with the last. */
@Path("/v1/jobs/{id}/events")
@Authenticated
@FollowsJob
public class EventsResource {
    private final JobStreams streams;
    private final SseEvents events;
    private final FollowedJob followed;

    EventsResource(JobStreams streams, SseEvents events, FollowedJob followed) {
        this.streams = streams;
        this.events = events;
        this.followed = followed;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> follow(@Context UriInfo uri, @Context Sse sse) {
        var messages =
                followed.open(streams).onItem().transformToUniAndConcatenate(message -> events.of(message, sse, uri));
        // Nobody in between may keep or gather what has to arrive now.
        return RestMulti.fromMultiData(messages)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
    }
}
