package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import dev.comfymesh.router.app.Matching;
import dev.comfymesh.router.app.StoredTarget.Origin;
import dev.comfymesh.router.app.TargetRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/** The fleet, for operators. */
@Path("/v1/targets")
@OperatorOnly
public class TargetsResource {
    private static final String ID = "[a-z0-9][a-z0-9-]{0,62}";

    private final TargetRegistry registry;
    private final Matching matching;

    TargetsResource(TargetRegistry registry, Matching matching) {
        this.registry = registry;
        this.matching = matching;
    }

    @GET
    public Uni<List<TargetView>> all() {
        return registry.all()
                .map(targets -> targets.stream().map(TargetView::of).toList());
    }

    @GET
    @Path("/{id}")
    public Uni<TargetView> one(@PathParam("id") @Pattern(regexp = ID) String id) {
        return view(id);
    }

    @PUT
    @Path("/{id}")
    public Uni<TargetView> put(@PathParam("id") @Pattern(regexp = ID) String id, @NotNull @Valid NewTarget target) {
        return registry.put(target.spec(id), Origin.REST)
                .invoke(matching::fleetChanged)
                .chain(() -> view(id));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> remove(@PathParam("id") @Pattern(regexp = ID) String id) {
        return registry.remove(id).invoke(found -> changed(id, found)).replaceWithVoid();
    }

    @POST
    @Path("/{id}/cordon")
    public Uni<TargetView> cordon(@PathParam("id") @Pattern(regexp = ID) String id) {
        return registry.cordon(id, true).invoke(found -> changed(id, found)).chain(() -> view(id));
    }

    @POST
    @Path("/{id}/uncordon")
    public Uni<TargetView> uncordon(@PathParam("id") @Pattern(regexp = ID) String id) {
        return registry.cordon(id, false).invoke(found -> changed(id, found)).chain(() -> view(id));
    }

    private Uni<TargetView> view(String id) {
        return registry.find(id).map(found -> found.map(TargetView::of).orElseThrow(() -> unknown(id)));
    }

    private void changed(String id, boolean found) {
        if (!found) {
            throw unknown(id);
        }
        matching.fleetChanged();
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(Problem.of(
                404,
                "target-not-found",
                "There is no such target",
                "Use an id that GET /v1/targets lists; there is none like '%s'.".formatted(id)));
    }
}
