package dev.comfymesh.ingest.adapter.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Where clients find things of ours. */
@ApplicationScoped
class Addresses {
    private final RequestRules rules;

    Addresses(RequestRules rules) {
        this.rules = rules;
    }

    /** Our own address, without a slash at the end. */
    String base(UriInfo request) {
        var address = rules.publicUrl().orElseGet(request::getBaseUri).toString();
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    URI of(String path, UriInfo request) {
        return URI.create(base(request) + path);
    }
}
