package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.ingest.app.workflow.WorkflowShelf;
import dev.comfymesh.ingest.domain.workflow.WorkflowRef;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds the graph of a request that names a saved workflow instead of bringing a graph. */
@ApplicationScoped
class SavedWorkflows {
    private final WorkflowShelf shelf;

    SavedWorkflows(WorkflowShelf shelf) {
        this.shelf = shelf;
    }

    /** Empty if the request names none, or not in a way that could be one: whoever reads it says so. */
    Uni<Optional<ObjectNode>> graph(String tenantId, ObjectNode request) {
        return ref(request)
                .map(ref -> shelf.read(tenantId, ref)
                        .map(found -> found.orElseThrow(() -> Refusal.UNKNOWN_WORKFLOW.exception(ref)))
                        .map(content -> Optional.of(Json.object(content.graph()))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Optional<WorkflowRef> ref(ObjectNode request) {
        var ref = request.path("workflow").path("ref");
        return ref.isTextual() ? WorkflowRef.parse(ref.textValue()) : Optional.empty();
    }
}
