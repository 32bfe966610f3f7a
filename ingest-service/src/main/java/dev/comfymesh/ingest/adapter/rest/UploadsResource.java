package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.Gate;
import dev.comfymesh.ingest.app.KeepFile;
import dev.comfymesh.ingest.app.Keeping;
import dev.comfymesh.ingest.app.Upload;
import dev.comfymesh.ingest.app.UploadStore;
import dev.comfymesh.ingest.domain.Caller;
import dev.comfymesh.ingest.domain.Scope;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files that jobs may name by their digest: bring, look, delete. */
@Path("/v1/uploads")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class UploadsResource {
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");

    private final KeepFile keepFile;
    private final UploadStore uploads;
    private final ObjectStore objects;
    private final Gate gate;
    private final UploadBody body;
    private final Addresses addresses;
    private final CurrentCaller current;

    UploadsResource(
            KeepFile keepFile,
            UploadStore uploads,
            ObjectStore objects,
            Vertx vertx,
            UploadRules rules,
            Addresses addresses,
            CurrentCaller current) {
        this.keepFile = keepFile;
        this.uploads = uploads;
        this.objects = objects;
        this.gate = new Gate(rules.mostAtOnce());
        this.body = new UploadBody(vertx, rules);
        this.addresses = addresses;
        this.current = current;
    }

    @POST
    public Uni<Response> upload(
            @HeaderParam("Content-Encoding") @Nullable String encoding,
            @Context HttpServerRequest request,
            @Context UriInfo uri) {
        var caller = current.with(Scope.JOBS_WRITE);
        Encodings.refuse(encoding);
        return gate.pass(() -> keep(caller, request, uri), () -> Refusal.BUSY.later());
    }

    private Uni<Response> keep(Caller caller, HttpServerRequest request, UriInfo uri) {
        return body.read(request, objects.temporaryFile())
                .chain(content -> keepFile.keep(caller.tenantId(), content))
                .map(keeping -> switch (keeping) {
                    case Keeping.Kept(var upload) -> created(upload, uri);
                    case Keeping.Full(var capBytes) -> Refusal.STORAGE_FULL.response(capBytes);
                });
    }

    @GET
    @Path("{digest}")
    public Uni<UploadView> show(@PathParam("digest") String digest) {
        var caller = current.with(Scope.JOBS_READ);
        return uploads.find(caller.tenantId(), sha256(digest))
                .map(UploadsResource::known)
                .map(UploadView::of);
    }

    @DELETE
    @Path("{digest}")
    public Uni<Response> delete(@PathParam("digest") String digest) {
        var caller = current.with(Scope.JOBS_WRITE);
        return uploads.delete(caller.tenantId(), sha256(digest))
                .map(there -> there ? Response.noContent().build() : Refusal.UNKNOWN_UPLOAD.response());
    }

    private Response created(Upload upload, UriInfo uri) {
        var view = UploadView.of(upload);
        return Response.created(addresses.of("/v1/uploads/" + view.digest(), uri))
                .entity(view)
                .build();
    }

    private static String sha256(String digest) {
        var hex = DIGEST.matcher(digest);
        if (!hex.matches()) {
            throw Refusal.UNKNOWN_UPLOAD.exception();
        }
        return hex.group(1);
    }

    private static Upload known(Optional<Upload> found) {
        return found.orElseThrow(() -> Refusal.UNKNOWN_UPLOAD.exception());
    }
}
