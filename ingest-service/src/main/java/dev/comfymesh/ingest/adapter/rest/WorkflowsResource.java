package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.adapter.rest.WorkflowView.VersionPage;
import dev.comfymesh.ingest.adapter.rest.WorkflowView.VersionView;
import dev.comfymesh.ingest.adapter.rest.WorkflowView.WorkflowPage;
import dev.comfymesh.ingest.app.workflow.WorkflowShelf;
import dev.comfymesh.ingest.app.workflow.WorkflowShelf.Saving;
import dev.comfymesh.ingest.domain.Scope;
import dev.comfymesh.ingest.domain.workflow.WorkflowVersion;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Workflows and their versions: save, look, list, delete. */
@Path("/v1/workflows")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class WorkflowsResource {
    private final WorkflowShelf shelf;
    private final WorkflowReader reader;
    private final RequestRules rules;
    private final Addresses addresses;
    private final CurrentCaller current;

    WorkflowsResource(WorkflowShelf shelf, RequestRules rules, Addresses addresses, CurrentCaller current) {
        this.shelf = shelf;
        this.reader = new WorkflowReader(rules);
        this.rules = rules;
        this.addresses = addresses;
        this.current = current;
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> save(
            @PathParam("name") String name,
            @HeaderParam("Content-Encoding") @Nullable String encoding,
            @Context HttpServerRequest body,
            @Context UriInfo uri) {
        var caller = current.with(Scope.WORKFLOWS_WRITE);
        Encodings.refuse(encoding);
        return BoundedBody.of(body, rules.maxBodyBytes())
                .map(bytes -> reader.read(name, bytes, caller))
                .chain(version -> shelf.save(caller.tenantId(), version))
                .map(saving -> switch (saving) {
                    case Saving.Saved(var version) ->
                        Response.created(address(version, uri))
                                .entity(VersionView.of(version))
                                .build();
                    case Saving.Known(var version) ->
                        Response.ok(VersionView.of(version))
                                .location(address(version, uri))
                                .build();
                    case Saving.Full(var what, var most) -> Refusal.WORKFLOWS_FULL.response(what, most);
                });
    }

    @GET
    public Uni<WorkflowPage> list(@Context UriInfo uri) {
        var caller = current.with(Scope.WORKFLOWS_READ);
        var paging = Paging.read(uri.getQueryParameters());
        return shelf.list(caller.tenantId(), paging.cursor(), paging.limit())
                .map(page -> new WorkflowPage(
                        page.items().stream().map(WorkflowView::of).toList(),
                        page.more() ? page.items().getLast().name() : null));
    }

    @GET
    @Path("{name}")
    public Uni<WorkflowView> show(@PathParam("name") String name) {
        var caller = current.with(Scope.WORKFLOWS_READ);
        return shelf.find(caller.tenantId(), WorkflowNames.known(name))
                .map(found -> WorkflowView.of(found.orElseThrow(() -> Refusal.NO_SUCH_WORKFLOW.exception(name))));
    }

    @DELETE
    @Path("{name}")
    public Uni<Response> delete(@PathParam("name") String name) {
        var caller = current.with(Scope.WORKFLOWS_WRITE);
        return shelf.delete(caller.tenantId(), WorkflowNames.known(name))
                .map(there -> there ? Response.noContent().build() : Refusal.NO_SUCH_WORKFLOW.response(name));
    }

    @GET
    @Path("{name}/versions")
    public Uni<VersionPage> versions(@PathParam("name") String name, @Context UriInfo uri) {
        var caller = current.with(Scope.WORKFLOWS_READ);
        var paging = Paging.read(uri.getQueryParameters());
        return shelf.versions(
                        caller.tenantId(),
                        WorkflowNames.known(name),
                        WorkflowNames.before(paging.cursor()),
                        paging.limit())
                .map(page -> new VersionPage(
                        page.items().stream().map(VersionView::of).toList(),
                        page.more() ? String.valueOf(page.items().getLast().number()) : null));
    }

    /** The version of a digest, or that which an environment runs. */
    @GET
    @Path("{name}/versions/{version}")
    public Uni<VersionView> version(@PathParam("name") String name, @PathParam("version") String version) {
        var caller = current.with(Scope.WORKFLOWS_READ);
        var ref = WorkflowNames.ref(name, version);
        return shelf.read(caller.tenantId(), ref)
                .map(found -> VersionView.of(found.orElseThrow(() -> Refusal.NO_SUCH_WORKFLOW.exception(ref))));
    }

    private URI address(WorkflowVersion version, UriInfo uri) {
        return addresses.of("/v1/workflows/%s/versions/%s".formatted(version.name(), version.digest()), uri);
    }
}
