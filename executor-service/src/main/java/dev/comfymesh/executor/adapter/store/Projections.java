package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.Projection;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.executor.domain.provider.ModelProjection;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads the projections that are kept with a job. */
final class Projections {
    private Projections() {}

    static List<ModelProjection> of(String json) {
        return Stream.of(WireJson.read(json.getBytes(StandardCharsets.UTF_8), Projection[].class))
                .map(told -> new ModelProjection(
                        told.provider(),
                        told.model(),
                        new JsonObject(told.parameters().toString()).getMap(),
                        told.inputs()))
                .toList();
    }
}
