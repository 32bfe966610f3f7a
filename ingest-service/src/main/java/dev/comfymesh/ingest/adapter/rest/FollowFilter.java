package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.JobStore;
import dev.comfymesh.ingest.domain.Job;
import dev.comfymesh.ingest.domain.Scope;
import dev.comfymesh.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Finds the job to be followed and where to begin: once a stream has begun, it is too late for a problem. */
class FollowFilter {
    private static final String SEQ = "0|[1-9][0-9]{0,17}";

    private final JobStore jobs;
    private final CurrentCaller caller;
    private final FollowedJob followed;

    FollowFilter(JobStore jobs, CurrentCaller caller, FollowedJob followed) {
        this.jobs = jobs;
        this.caller = caller;
        this.followed = followed;
    }

    @FollowsJob
    @ServerRequestFilter(priority = Priorities.USER)
    Uni<@Nullable Response> filter(ContainerRequestContext request) {
        var id = request.getUriInfo().getPathParameters().getFirst("id");
        var lastEventId = request.getHeaderString("Last-Event-ID");
        return jobs.find(caller.with(Scope.JOBS_READ).tenantId(), JobIds.parse(id))
                .map(JobIds::known)
                .invoke(job -> followed.is(job, after(job, lastEventId)))
                .map(_ -> isHead(request) ? onlyHead() : null);
    }

    /** The stream itself would never be read, and so never end. */
    private static Response onlyHead() {
        return Response.ok().type(MediaType.SERVER_SENT_EVENTS).build();
    }

    private static boolean isHead(ContainerRequestContext request) {
        return request.getMethod().equals(HttpMethod.HEAD);
    }

    /** The number after which events are wanted: what the client saw last, or else the snapshot that it is about to see. */
    private static long after(Job job, @Nullable String lastEventId) {
        var seq = job.state().seq();
        if (lastEventId == null || lastEventId.isEmpty()) {
            return seq;
        }
        if (!lastEventId.matches(SEQ) || Long.parseLong(lastEventId) > seq) {
            throw new ProblemException(Refusal.invalid(List.of(new FieldError(
                    "Last-Event-ID", "must be the id of an event of this job, from 0 to %d".formatted(seq)))));
        }
        return Long.parseLong(lastEventId);
    }
}
