package dev.comfymesh.router.adapter.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.router.app.AskCapability;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Where a graph could run, for operators. */
@Path("/v1/capabilities")
@OperatorOnly
public class CapabilitiesResource {
    private final AskCapability capability;

    CapabilitiesResource(AskCapability capability) {
        this.capability = capability;
    }

    /** A graph in API format, as a job would bring it. */
    public record Question(@NotNull ObjectNode graph) {}

    @POST
    public Uni<CapabilityView> ask(@NotNull @Valid Question question) {
        return capability.of(question.graph()).map(CapabilityView::of);
    }
}
