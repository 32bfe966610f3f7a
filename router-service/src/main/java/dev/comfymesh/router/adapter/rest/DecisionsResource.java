package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.router.app.DecisionLog;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;

/** Why candidates of a job went where they went, for operators. */
@Path("/v1/decisions")
@OperatorOnly
public class DecisionsResource {
    private final DecisionLog log;

    DecisionsResource(DecisionLog log) {
        this.log = log;
    }

    @GET
    @Path("/{jobId}")
    public Uni<List<DecisionView>> of(@PathParam("jobId") UUID jobId) {
        return log.of(jobId).map(made -> made.stream().map(DecisionView::of).toList());
    }
}
