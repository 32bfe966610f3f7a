package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import dev.comfymesh.router.app.DecisionLog;
import dev.comfymesh.router.app.ReplayDecisions;
import dev.comfymesh.router.app.ReplayDecisions.Replays;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why candidates of a job went where they went, for operators. */
@Path("/v1/decisions")
@OperatorOnly
public class DecisionsResource {
    private final DecisionLog log;
    private final ReplayDecisions replays;
    private final Clock clock;

    DecisionsResource(DecisionLog log, ReplayDecisions replays, Clock clock) {
        this.log = log;
        this.replays = replays;
        this.clock = clock;
    }

    /** Of each decision so many offers with each term of their price, the others by name. */
    @GET
    @Path("/{jobId}")
    public Uni<List<DecisionView>> of(
            @PathParam("jobId") UUID jobId, @QueryParam("offers") @DefaultValue("32") @Min(1) @Max(10_000) int offers) {
        return log.of(jobId)
                .map(known -> known.orElseThrow(() -> unknown(jobId)).stream()
                        .map(decision -> DecisionView.of(decision, offers))
                        .toList());
    }

    /** Decides the recorded decisions again: {@code since} is an instant, an hour ago if it is not named. */
    @GET
    @Path("/violations")
    public Uni<Replays> violations(@QueryParam("since") @Nullable Instant since) {
        return replays.since(since == null ? clock.instant().minus(Duration.ofHours(1)) : since);
    }

    private static ProblemException unknown(UUID jobId) {
        return new ProblemException(Problem.of(
                404,
                "job-not-found",
                "There is no such job",
                "No job %s has reached the router: check the id, or ask again shortly.".formatted(jobId)));
    }
}
