package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
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
        return log.of(jobId)
                .map(known -> known.orElseThrow(() -> unknown(jobId)).stream()
                        .map(DecisionView::of)
                        .toList());
    }

    private static ProblemException unknown(UUID jobId) {
        return new ProblemException(Problem.of(
                404,
                "job-not-found",
                "There is no such job",
                "No job %s has reached the router: check the id, or ask again shortly.".formatted(jobId)));
    }
}
