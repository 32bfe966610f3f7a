package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.ArtifactCatalog;
import dev.comfymesh.ingest.app.ArtifactLinks;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stored files, for whoever has a signed URL. */
@Path("/v1/artifacts/{id}")
public class ArtifactsResource {
    private static final String EPOCH_SECONDS = "[1-9][0-9]{0,11}";

    private final ArtifactCatalog catalog;
    private final ArtifactLinks links;
    private final ObjectStore objects;

    ArtifactsResource(ArtifactCatalog catalog, ArtifactLinks links, ObjectStore objects) {
        this.catalog = catalog;
        this.links = links;
        this.objects = objects;
    }

    @GET
    public Uni<Response> download(
            @PathParam("id") String id,
            @QueryParam("expires") @Nullable String expires,
            @QueryParam("signature") @Nullable String signature,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Context HttpServerRequest request) {
        check(id, expires, signature);
        var wish = new Download.Wish(range, ifRange, ifNoneMatch);
        return catalog.find(id)
                .map(ArtifactsResource::known)
                .chain(stored ->
                        objects.size(stored.artifact().key()).map(size -> Download.of(stored, known(size), wish)))
                .chain(download -> download.answer(objects, request));
    }

    private static <T> T known(Optional<T> found) {
        return found.orElseThrow(() -> Refusal.UNKNOWN_ARTIFACT.exception());
    }

    private void check(String id, @Nullable String expires, @Nullable String signature) {
        if (expires == null || signature == null || !expires.matches(EPOCH_SECONDS)) {
            throw Refusal.LINK_FORGED.exception();
        }
        switch (links.check(id, Long.parseLong(expires), signature)) {
            case VALID -> {}
            case EXPIRED -> throw Refusal.LINK_EXPIRED.exception();
            case FORGED -> throw Refusal.LINK_FORGED.exception();
        }
    }
}
