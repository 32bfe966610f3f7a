package dev.comfymesh.executor.adapter.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.domain.Catalogue;
import dev.comfymesh.executor.domain.Vitals;
import java.util.ArrayList;
import java.util.List;

/** Reads what a node offers and how it is. */
final class CatalogueReading {
    private CatalogueReading() {}

    static Catalogue catalogue(JsonNode objectInfo) {
        var catalogue = new Catalogue.Builder();
        objectInfo.properties().forEach(nodeClass -> {
            catalogue.nodeClass(nodeClass.getKey());
            nodeClass
                    .getValue()
                    .path("input")
                    .forEach(group -> group.properties()
                            .forEach(input ->
                                    catalogue.options(nodeClass.getKey(), input.getKey(), options(input.getValue()))));
        });
        return catalogue.build();
    }

    /** A choice is written {@code [[options], {}]} by older node classes and {@code ["COMBO", {"options": []}]} by newer ones. */
    private static List<String> options(JsonNode input) {
        var choices = input.path(0).isArray() ? input.path(0) : input.path(1).path("options");
        var options = new ArrayList<String>();
        choices.forEach(choice -> {
            if (choice.isTextual()) {
                options.add(choice.asText());
            }
        });
        return options;
    }

    static Vitals vitals(JsonNode systemStats, JsonNode queue) {
        var device = systemStats.path("devices").path(0);
        return new Vitals(
                queue.path("queue_running").size(),
                queue.path("queue_pending").size(),
                device.path("vram_total").asLong(),
                device.path("vram_free").asLong());
    }
}
