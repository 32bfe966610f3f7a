package dev.comfymesh.ingest.adapter.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Names the methods of a path where HTTP asks for that: after a wrong one, and after OPTIONS. */
class AllowedMethods {
    private static final Map<String, String> BY_PATH = Map.of(
            "/v1/jobs", "GET, HEAD, OPTIONS, POST",
            "/v1/jobs/[^/]+/cancel", "OPTIONS, POST",
            "/v1/jobs/[^/]+(/events)?", "GET, HEAD, OPTIONS",
            "/v1/uploads", "OPTIONS, POST",
            "/v1/uploads/[^/]+", "DELETE, GET, HEAD, OPTIONS",
            "/v1/artifacts/[^/]+", "GET, HEAD, OPTIONS",
            "/", "GET, HEAD, OPTIONS");

    @ServerResponseFilter
    void name(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() != 405 && !request.getMethod().equals("OPTIONS")) {
            return;
        }
        var path = request.getUriInfo().getPath();
        BY_PATH.forEach((shape, methods) -> {
            if (path.matches(shape)) {
                response.getHeaders().putSingle("Allow", methods);
            }
        });
    }
}
