package dev.comfymesh.ingest.adapter.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Leads a visitor to the description of the API. */
@Path("/")
public class RootResource {
    @GET
    public Response root() {
        return Response.seeOther(URI.create("/swagger-ui")).build();
    }
}
