package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.router.app.Costs;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;

/** What attempts have cost and what was delivered for it, for operators. */
@Path("/v1/costs")
@OperatorOnly
public class CostsResource {
    private final Costs costs;
    private final Clock clock;

    CostsResource(Costs costs, Clock clock) {
        this.costs = costs;
        this.clock = clock;
    }

    @GET
    public Uni<CostsView> costs(@Context UriInfo uri) {
        var query =
                CostQuestion.read(uri.getQueryParameters(), LocalDate.ofInstant(clock.instant(), CostQuestion.ZONE));
        return costs.report(query).map(report -> CostsView.of(query, report));
    }
}
