package dev.comfymesh.kit.problem;

import dev.comfymesh.kit.config.KitConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Lets a request pass only with the operator token; without a configured token nothing passes. */
@Provider
@OperatorOnly
public class OperatorFilter implements ContainerRequestFilter {
    // Providers are made while the application is built, before there is a configuration to read.
    private final Instance<KitConfig> config;

    public OperatorFilter(Instance<KitConfig> config) {
        this.config = config;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var given = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        var expected = config.get().operatorToken().map(token -> "Bearer " + token);
        if (expected.isEmpty() || !same(expected.get(), given)) {
            request.abortWith(Response.fromResponse(Problem.of(
                                    401,
                                    "operator-token-required",
                                    "For operators only",
                                    "Send the operator token as 'Authorization: Bearer <token>'.")
                            .response())
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                    .build());
        }
    }

    /** In constant time, so that the answer's delay tells nothing. */
    private static boolean same(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
