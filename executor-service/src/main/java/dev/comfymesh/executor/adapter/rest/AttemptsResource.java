package dev.comfymesh.executor.adapter.rest;

import dev.comfymesh.executor.app.OperatorViews;
import dev.comfymesh.executor.app.OperatorViews.AttemptView;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The attempts, for operators. */
@Path("/v1/attempts")
@OperatorOnly
public class AttemptsResource {
    private final OperatorViews views;

    AttemptsResource(OperatorViews views) {
        this.views = views;
    }

    public record Attempts(List<AttemptView> attempts) {}

    @GET
    public Uni<Attempts> list(
            @QueryParam("targetId") @Nullable String targetId,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        if (targetId != null && targetId.indexOf('\0') >= 0) {
            throw invalid("targetId", "targetId must not hold a NUL character.");
        }
        return views.attempts(targetId, state == null ? null : state(state), limit)
                .map(Attempts::new);
    }

    @GET
    @Path("/{id}")
    public Uni<AttemptView> one(@PathParam("id") String id) {
        return views.attempt(uuid(id)).map(found -> found.orElseThrow(() -> unknown(id)));
    }

    private static AttemptState state(String name) {
        return Arrays.stream(AttemptState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("state", "state must be one of " + List.of(AttemptState.values()) + "."));
    }

    private static ProblemException invalid(String parameter, String detail) {
        return new ProblemException(
                Problem.of(422, "invalid-" + parameter, "There can be no such " + parameter, detail));
    }

    private static UUID uuid(String id) {
        return Optional.of(id)
                .filter(text -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .map(UUID::fromString)
                .orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(
                Problem.of(404, "attempt-not-found", "There is no such attempt", "No attempt has the id " + id + "."));
    }
}
