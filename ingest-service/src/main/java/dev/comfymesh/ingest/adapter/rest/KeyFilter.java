package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.Authenticate;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Finds out who asks, before any of the body is read. */
class KeyFilter {
    private static final String SCHEME = "bearer ";

    private final Authenticate authenticate;
    private final CurrentCaller current;

    KeyFilter(Authenticate authenticate, CurrentCaller current) {
        this.authenticate = authenticate;
        this.current = current;
    }

    @Authenticated
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    Uni<@Nullable Response> filter(ContainerRequestContext request) {
        return secret(request)
                .map(authenticate::authenticate)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(caller -> {
                    caller.ifPresent(current::is);
                    return caller.isPresent() ? null : unknown();
                });
    }

    private static Optional<String> secret(ContainerRequestContext request) {
        var authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.of(authorization.substring(SCHEME.length()).strip());
        }
        return Optional.ofNullable(request.getHeaderString("X-API-Key"));
    }

    private static Response unknown() {
        return Response.fromResponse(Refusal.UNKNOWN_KEY.response())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"comfymesh\"")
                .build();
    }
}
