package dev.comfymesh.scoring.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.scoring.app.PoolCatalog;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Pools with all that was measured, judged and selected. */
@Path("/v1/pools")
@OperatorOnly
public class PoolsResource {
    private final PoolCatalog pools;

    PoolsResource(PoolCatalog pools) {
        this.pools = pools;
    }

    @GET
    @Path("/{jobId}")
    public Uni<Response> pool(@PathParam("jobId") UUID jobId) {
        return pools.find(jobId)
                .map(found -> found.map(pool -> Response.ok(pool).build()).orElseGet(() -> unknown(jobId)));
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
