package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.CancelJob;
import dev.comfymesh.ingest.app.Cancellation;
import dev.comfymesh.ingest.app.IdempotencyKey;
import dev.comfymesh.ingest.app.JobStore;
import dev.comfymesh.ingest.app.Submission;
import dev.comfymesh.ingest.app.SubmitJob;
import dev.comfymesh.ingest.domain.Job;
import dev.comfymesh.ingest.domain.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Jobs: submit, look, list, cancel. */
@Path("/v1/jobs")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {
    static final String REPLAYED = "Idempotency-Replayed";

    private final SubmitJob submitJob;
    private final CancelJob cancelJob;
    private final JobStore jobs;
    private final JobViews views;
    private final SubmitMeter meter;
    private final CurrentCaller current;
    private final SavedWorkflows saved;
    private final JobRequestReader reader;
    private final RequestRules rules;
    private final Clock clock;

    JobsResource(
            SubmitJob submitJob,
            CancelJob cancelJob,
            JobStore jobs,
            JobViews views,
            SubmitMeter meter,
            CurrentCaller current,
            SavedWorkflows saved,
            RequestRules rules,
            Clock clock) {
        this.submitJob = submitJob;
        this.cancelJob = cancelJob;
        this.jobs = jobs;
        this.views = views;
        this.meter = meter;
        this.current = current;
        this.saved = saved;
        this.reader = new JobRequestReader(rules);
        this.rules = rules;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> submit(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("Content-Encoding") @Nullable String encoding,
            @Context HttpServerRequest body,
            @Context UriInfo uri) {
        return meter.count(() -> accept(key, encoding, body).map(submission -> answer(submission, uri)));
    }

    private Uni<Submission> accept(@Nullable String key, @Nullable String encoding, HttpServerRequest body) {
        var caller = current.with(Scope.JOBS_WRITE);
        var checkedKey = IdempotencyKeys.check(key);
        Encodings.refuse(encoding);
        return BoundedBody.of(body, rules.maxBodyBytes())
                .map(JobRequestReader::parse)
                .chain(request -> saved.graph(caller.tenantId(), request)
                        .map(graph -> reader.read(request, graph, caller, clock.instant())))
                .chain(request -> submitJob.submit(
                        caller,
                        request.job(),
                        checkedKey == null ? null : new IdempotencyKey(checkedKey, request.fingerprint())));
    }

    @GET
    public Uni<JobPageView> list(@Context UriInfo uri) {
        var caller = current.with(Scope.JOBS_READ);
        return jobs.list(caller.tenantId(), ListQuery.read(uri.getQueryParameters()))
                .chain(page -> views.of(page.jobs(), caller.tenantId(), uri)
                        .map(shown -> new JobPageView(
                                shown, page.more() ? page.jobs().getLast().id().toString() : null)));
    }

    @GET
    @Path("{id}")
    public Uni<JobView> show(@PathParam("id") String id, @Context UriInfo uri) {
        var caller = current.with(Scope.JOBS_READ);
        return jobs.find(caller.tenantId(), JobIds.parse(id)).map(JobIds::known).chain(job -> views.of(job, uri));
    }

    @POST
    @Path("{id}/cancel")
    public Uni<Response> cancel(@PathParam("id") String id, @Context UriInfo uri) {
        var caller = current.with(Scope.JOBS_WRITE);
        return cancelJob.cancel(caller, JobIds.parse(id)).map(cancellation -> answer(cancellation, uri));
    }

    private Response answer(Submission submission, UriInfo uri) {
        return switch (submission) {
            case Submission.Accepted(var job) -> accepted(job, uri).build();
            case Submission.Repeated(var job) ->
                accepted(job, uri).header(REPLAYED, true).build();
            case Submission.KeyReused() -> Refusal.KEY_REUSED.response();
            case Submission.Exhausted(var available, var cap) ->
                Refusal.exhausted(available, cap).response();
            case Submission.DeadlinePassed(var now) ->
                Refusal.deadlinePassed(now).response();
            case Submission.Overloaded(var behind) -> Refusal.BEHIND.later(behind.toSeconds());
            case Submission.FilesUnavailable(var faults) ->
                Refusal.unavailable(faults).response();
            case Submission.PicturesUnfit(var faults) -> Refusal.unfit(faults).response();
            case Submission.StorageFull(var capBytes) -> Refusal.STORAGE_FULL.response(capBytes);
            case Submission.Busy() -> Refusal.BUSY.later();
            case Submission.Crowded() -> Refusal.CROWDED.later();
        };
    }

    private Response answer(Cancellation cancellation, UriInfo uri) {
        return switch (cancellation) {
            case Cancellation.Cancelling(var job) -> accepted(job, uri).build();
            case Cancellation.TooLate(var job) -> Refusal.alreadyEnded(job).response();
            case Cancellation.UnknownJob() -> Refusal.UNKNOWN_JOB.response();
        };
    }

    private Response.ResponseBuilder accepted(Job job, UriInfo uri) {
        return Response.accepted(views.undelivered(job, uri)).location(views.self(job, uri));
    }
}
