package dev.comfymesh.scoring.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.scoring.app.ExplainPool;
import dev.comfymesh.scoring.app.ExplainPool.Ending;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.UUID;

/** Pools with all that was measured, judged and selected. */
@Path("/v1/pools")
@OperatorOnly
public class PoolsResource {
    private final ExplainPool explainPool;

    PoolsResource(ExplainPool explainPool) {
        this.explainPool = explainPool;
    }

    @GET
    @Path("/{jobId}")
    public Uni<Response> pool(@PathParam("jobId") UUID jobId) {
        return explainPool
                .explain(jobId)
                .map(found -> found.map(pool -> Response.ok(pool).build()).orElseGet(() -> unknown(jobId)));
    }

    /** What would be selected under another profile, from what was measured. */
    @POST
    @Path("/{jobId}/rejudge")
    public Uni<Response> rejudge(@PathParam("jobId") UUID jobId, @NotNull @Valid NewRejudgement wish) {
        var document = wish.document();
        var ending = document == null
                ? explainPool.rejudge(jobId, Objects.requireNonNullElse(wish.profile(), ""))
                : explainPool.rejudgeByDocument(jobId, document.toString());
        return ending.map(end -> switch (end) {
            case Ending.Rejudged(var view) -> Response.ok(view).build();
            case Ending.NoPool() -> unknown(jobId);
            case Ending.NoProfile(var ref) -> throw ProfilesResource.unknown(ref);
            case Ending.Faulty(var faults) -> throw ProfilesResource.refused(faults);
        });
    }

    private static Response unknown(UUID jobId) {
        return Problem.of(
                        404,
                        "pool-not-found",
                        "There is no such pool",
                        "No job %s has reached scoring: check the id, or ask again shortly.".formatted(jobId))
                .response();
    }
}
