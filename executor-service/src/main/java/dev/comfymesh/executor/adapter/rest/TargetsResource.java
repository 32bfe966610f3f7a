package dev.comfymesh.executor.adapter.rest;

import dev.comfymesh.executor.app.CatalogueCalls;
import dev.comfymesh.executor.app.OperatorViews;
import dev.comfymesh.executor.app.OperatorViews.TargetView;
import dev.comfymesh.executor.app.TargetStore;
import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The targets with their owners and what these saw last, for operators. */
@Path("/v1/targets")
@OperatorOnly
public class TargetsResource {
    private final OperatorViews views;
    private final TargetStore targets;
    private final CatalogueCalls catalogues;

    TargetsResource(OperatorViews views, TargetStore targets, CatalogueCalls catalogues) {
        this.views = views;
        this.targets = targets;
        this.catalogues = catalogues;
    }

    public record Targets(List<TargetView> targets) {}

    @GET
    public Uni<Targets> list() {
        return views.targets().map(Targets::new);
    }

    /** The target's owner reads what the node offers again, soon after this was answered. */
    @POST
    @Path("/{id}/catalogue")
    public Uni<Response> readCatalogue(@PathParam("id") String id) {
        return targets.find(id)
                .invoke(found -> catalogues.readAgain(
                        found.orElseThrow(() -> unknown(id)).id()))
                .replaceWith(Response.accepted().build());
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(
                Problem.of(404, "target-not-found", "There is no such target", "No target has the id " + id + "."));
    }
}
