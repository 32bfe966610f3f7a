package dev.comfymesh.executor.adapter.rest;

import dev.comfymesh.executor.app.HmacAddresses;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Lets a request pass only to an address that we made, before anything of its body is read. */
@Provider
@ProviderOnly
public class HookFilter implements ContainerRequestFilter {
    // Providers are made while the application is built, before there is a configuration to read.
    private final Instance<HmacAddresses> addresses;

    public HookFilter(Instance<HmacAddresses> addresses) {
        this.addresses = addresses;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var parts = request.getUriInfo().getPathParameters();
        var ours = addresses.get().made(parts.getFirst("target"), parts.getFirst("attempt"), parts.getFirst("proof"));
        if (!ours) {
            request.abortWith(HooksResource.UNPROVEN.response());
        }
    }
}
