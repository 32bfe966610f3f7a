package dev.comfymesh.executor.adapter.rest;

import dev.comfymesh.executor.app.OperatorViews;
import dev.comfymesh.executor.app.OperatorViews.TargetView;
import dev.comfymesh.kit.problem.OperatorOnly;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** The targets with their owners and what these saw last, for operators. */
@Path("/v1/targets")
@OperatorOnly
public class TargetsResource {
    private final OperatorViews views;

    TargetsResource(OperatorViews views) {
        this.views = views;
    }

    public record Targets(List<TargetView> targets) {}

    @GET
    public Uni<Targets> list() {
        return views.targets().map(Targets::new);
    }
}
