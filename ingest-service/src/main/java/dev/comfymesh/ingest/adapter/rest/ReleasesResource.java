package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.adapter.rest.WorkflowView.ReleaseHistory;
import dev.comfymesh.ingest.adapter.rest.WorkflowView.ReleaseView;
import dev.comfymesh.ingest.app.workflow.ReleaseWorkflow;
import dev.comfymesh.ingest.app.workflow.ReleaseWorkflow.Releasing;
import dev.comfymesh.ingest.app.workflow.WorkflowShelf;
import dev.comfymesh.ingest.domain.Scope;
import dev.comfymesh.ingest.domain.workflow.WorkflowRef;
import dev.comfymesh.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/** What each environment of a workflow runs: look, promote, pin, roll back. */
@Path("/v1/workflows/{name}/releases/{environment}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ReleasesResource {
    private final WorkflowShelf shelf;
    private final ReleaseWorkflow releaseWorkflow;
    private final RequestRules rules;
    private final CurrentCaller current;

    ReleasesResource(WorkflowShelf shelf, ReleaseWorkflow releaseWorkflow, RequestRules rules, CurrentCaller current) {
        this.shelf = shelf;
        this.releaseWorkflow = releaseWorkflow;
        this.rules = rules;
        this.current = current;
    }

    @GET
    public Uni<ReleaseHistory> history(@PathParam("name") String name, @PathParam("environment") String environment) {
        var caller = current.with(Scope.WORKFLOWS_READ);
        var stage = WorkflowNames.environment(environment);
        return shelf.releases(caller.tenantId(), WorkflowNames.known(name), stage)
                .map(releases -> new ReleaseHistory(
                        stage.word(),
                        releases.all().reversed().stream().map(ReleaseView::of).toList()));
    }

    /** The body names a version by its digest, or an environment that runs it. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> release(
            @PathParam("name") String name,
            @PathParam("environment") String environment,
            @Context HttpServerRequest body) {
        var caller = current.with(Scope.WORKFLOWS_WRITE);
        var stage = WorkflowNames.environment(environment);
        var known = WorkflowNames.known(name);
        return BoundedBody.of(body, rules.maxBodyBytes())
                .map(bytes -> source(known, bytes))
                .chain(source -> releaseWorkflow.release(caller.tenantId(), source, stage, caller.name()))
                .map(ReleasesResource::answer);
    }

    @POST
    @Path("rollback")
    public Uni<Response> rollBack(@PathParam("name") String name, @PathParam("environment") String environment) {
        var caller = current.with(Scope.WORKFLOWS_WRITE);
        return releaseWorkflow
                .rollBack(
                        caller.tenantId(),
                        WorkflowNames.known(name),
                        WorkflowNames.environment(environment),
                        caller.name())
                .map(ReleasesResource::answer);
    }

    private static WorkflowRef source(String name, byte[] body) {
        var fields = Fields.of(Json.object(body));
        fields.allow(Set.of("version"));
        var version = fields.text("version", "");
        var source = WorkflowRef.parse(name + "@" + version);
        if (fields.errors().isEmpty() && source.isEmpty()) {
            fields.wrong("version", "must be a digest as in sha256:..., or the environment to promote from");
        }
        if (!fields.errors().isEmpty()) {
            throw new ProblemException(Refusal.invalid(fields.errors()));
        }
        return source.orElseThrow();
    }

    private static Response answer(Releasing releasing) {
        return switch (releasing) {
            case Releasing.Released(var release) ->
                Response.ok(ReleaseView.of(release)).build();
            case Releasing.UnknownVersion(var ref) -> Refusal.NO_SUCH_WORKFLOW.response(ref);
            case Releasing.NothingBefore() -> Refusal.NOTHING_BEFORE.response();
            case Releasing.Overtaken() -> Refusal.OVERTAKEN.response();
        };
    }
}
