package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.workflow.WorkflowShelf;
import dev.comfymesh.ingest.app.workflow.WorkflowShelf.Content;
import dev.comfymesh.ingest.domain.Scope;
import dev.comfymesh.ingest.domain.workflow.DiffText;
import dev.comfymesh.ingest.domain.workflow.GraphDiff;
import dev.comfymesh.ingest.domain.workflow.WorkflowRef;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What has changed between two versions of a workflow, for programs and for people. */
@Path("/v1/workflows/{name}/diff")
@Authenticated
public class DiffResource {
    private final WorkflowShelf shelf;
    private final CurrentCaller current;

    DiffResource(WorkflowShelf shelf, CurrentCaller current) {
        this.shelf = shelf;
        this.current = current;
    }

    private record Two(Content from, Content to) {
        GraphDiff diff() {
            return GraphDiff.between(GraphParts.of(Json.object(from.graph())), GraphParts.of(Json.object(to.graph())));
        }
    }

    /** Each side is a digest or an environment: what runs in {@code prod} against what waits in {@code staging}, say. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<DiffView> show(
            @PathParam("name") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return two(name, from, to)
                .map(two -> DiffView.of(
                        two.from().version().digest(), two.to().version().digest(), two.diff()));
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public Uni<String> text(
            @PathParam("name") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return two(name, from, to).map(two -> DiffText.of(two.diff()));
    }

    private Uni<Two> two(String name, @Nullable String from, @Nullable String to) {
        var tenantId = current.with(Scope.WORKFLOWS_READ).tenantId();
        var before = WorkflowNames.ref(name, from == null ? "" : from);
        var after = WorkflowNames.ref(name, to == null ? "" : to);
        return read(tenantId, before).chain(old -> read(tenantId, after).map(now -> new Two(old, now)));
    }

    private Uni<Content> read(String tenantId, WorkflowRef ref) {
        return shelf.read(tenantId, ref).map(found -> found.orElseThrow(() -> Refusal.NO_SUCH_WORKFLOW.exception(ref)));
    }
}
