package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import dev.comfymesh.router.app.Matching;
import dev.comfymesh.router.app.Quarantines;
import dev.comfymesh.router.domain.Quarantine;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/** The workflows that are kept from all targets because they killed some, for operators. */
@Path("/v1/quarantine")
@OperatorOnly
public class QuarantineResource {
    private final Quarantines quarantines;
    private final Matching matching;

    QuarantineResource(Quarantines quarantines, Matching matching) {
        this.quarantines = quarantines;
        this.matching = matching;
    }

    @GET
    public Uni<List<Quarantine>> all() {
        return quarantines.all();
    }

    /** Lets the workflow run again; what it lost meanwhile stays lost. */
    @DELETE
    @Path("/{digest}")
    public Uni<Void> lift(@PathParam("digest") String digest) {
        return quarantines.lift(digest).invoke(found -> lifted(digest, found)).replaceWithVoid();
    }

    private void lifted(String digest, boolean found) {
        if (!found) {
            throw new ProblemException(Problem.of(
                    404,
                    "quarantine-not-found",
                    "This workflow is not kept away",
                    "Use a digest that GET /v1/quarantine lists; there is none like '%s'.".formatted(digest)));
        }
        matching.fleetChanged();
    }
}
