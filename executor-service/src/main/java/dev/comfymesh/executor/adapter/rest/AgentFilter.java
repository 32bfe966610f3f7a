package dev.comfymesh.executor.adapter.rest;

import dev.comfymesh.executor.domain.AgentTokens;
import dev.comfymesh.kit.problem.Problem;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Lets a request pass only with the token of the target's agent. */
@Provider
@AgentOnly
public class AgentFilter implements ContainerRequestFilter {
    private static final Problem REFUSED = Problem.of(
            401,
            "agent-token-required",
            "For the target's agent only",
            "Send the agent's token as 'Authorization: Bearer <token>'.");

    // Providers are made while the application is built, before there is a configuration to read.
    private final Instance<AgentTokens> tokens;

    public AgentFilter(Instance<AgentTokens> tokens) {
        this.tokens = tokens;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var target = request.getUriInfo().getPathParameters().getFirst("target");
        if (!tokens.get().admit(target, request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            request.abortWith(Response.fromResponse(REFUSED.response())
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                    .build());
        }
    }
}
