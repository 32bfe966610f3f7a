package dev.comfymesh.testkit.planted.adapter.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/half-hidden")
public final class HiddenMethod {
    @GET
    String hidden() {
        return "never";
    }
}
