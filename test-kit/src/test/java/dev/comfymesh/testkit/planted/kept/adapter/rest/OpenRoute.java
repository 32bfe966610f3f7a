package dev.comfymesh.testkit.planted.kept.adapter.rest;

import dev.comfymesh.testkit.planted.kept.app.Database;
import dev.comfymesh.testkit.planted.kept.domain.Decider;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/open")
public final class OpenRoute {
    private final Database database;

    OpenRoute(Database database) {
        this.database = database;
    }

    @GET
    public Uni<Decider> open() {
        return database.find("1");
    }
}
