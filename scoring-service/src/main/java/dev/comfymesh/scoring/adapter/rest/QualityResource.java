package dev.comfymesh.scoring.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import dev.comfymesh.scoring.app.Quality;
import dev.comfymesh.scoring.app.QualityCatalog;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/** Pass rates and reasons of each version of a workflow. */
@Path("/v1/quality")
@OperatorOnly
public class QualityResource {
    private final QualityCatalog catalog;

    QualityResource(QualityCatalog catalog) {
        this.catalog = catalog;
    }

    @GET
    public Uni<List<Quality>> all() {
        return catalog.all();
    }

    @GET
    @Path("/{workflow}")
    public Uni<Quality> one(@PathParam("workflow") String workflow) {
        return catalog.of(workflow).map(found -> found.stream().findFirst().orElseThrow(() -> unknown(workflow)));
    }

    private static ProblemException unknown(String workflow) {
        return new ProblemException(Problem.of(
                404,
                "workflow-not-found",
                "No pool came from that workflow",
                "Use a digest that GET /v1/quality lists; none of the pools that are kept came from '%s'."
                        .formatted(workflow)));
    }
}
