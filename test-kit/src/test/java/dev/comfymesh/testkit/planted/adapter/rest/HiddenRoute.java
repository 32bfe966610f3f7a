package dev.comfymesh.testkit.planted.adapter.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/hidden")
final class HiddenRoute {
    @GET
    public String open() {
        return "never";
    }
}
