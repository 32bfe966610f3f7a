package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import dev.comfymesh.router.app.Matching;
import dev.comfymesh.router.app.Removal;
import dev.comfymesh.router.app.Removal.Busy;
import dev.comfymesh.router.app.Removal.Removed;
import dev.comfymesh.router.app.Removal.Unknown;
import dev.comfymesh.router.app.StoredTarget;
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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fleet, for operators. */
@Path("/v1/targets")
@OperatorOnly
public class TargetsResource {
    private static final String ID = "[a-z0-9][a-z0-9-]{0,62}";

    private final TargetRegistry registry;
    private final Matching matching;
    private final Clock clock;

    TargetsResource(TargetRegistry registry, Matching matching, Clock clock) {
        this.registry = registry;
        this.matching = matching;
        this.clock = clock;
    }

    @GET
    public Uni<List<TargetView>> all() {
        return registry.living()
                .chain(living -> registry.all()
                        .map(targets -> targets.stream()
                                .map(target -> view(target, living))
                                .toList()));
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

    /** Only what nothing lives on can go: drain it first. */
    @DELETE
    @Path("/{id}")
    public Uni<Void> remove(@PathParam("id") @Pattern(regexp = ID) String id) {
        return registry.remove(id).invoke(removal -> removed(id, removal)).replaceWithVoid();
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

    @POST
    @Path("/{id}/drain")
    public Uni<TargetView> drain(@PathParam("id") @Pattern(regexp = ID) String id, @Valid @Nullable NewDrain wish) {
        var revokeAt = (wish == null ? NewDrain.PATIENT : wish).revokeAt(clock.instant());
        return registry.drain(id, revokeAt).invoke(found -> changed(id, found)).chain(() -> view(id));
    }

    private Uni<TargetView> view(String id) {
        return registry.living()
                .chain(living -> registry.find(id)
                        .map(found -> found.map(target -> view(target, living)).orElseThrow(() -> unknown(id))));
    }

    private static TargetView view(StoredTarget target, Map<String, Integer> living) {
        return TargetView.of(target, living.getOrDefault(target.spec().targetId(), 0));
    }

    private void removed(String id, Removal removal) {
        switch (removal) {
            case Removed _ -> changed(id, true);
            case Unknown _ -> changed(id, false);
            case Busy(var living) -> throw busy(id, living);
        }
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

    private static ProblemException busy(String id, int living) {
        return new ProblemException(Problem.of(
                409,
                "target-busy",
                "Attempts live on the target",
                "%d attempts live there: POST /v1/targets/%s/drain, and remove it when it is DRAINED."
                        .formatted(living, id)));
    }
}
