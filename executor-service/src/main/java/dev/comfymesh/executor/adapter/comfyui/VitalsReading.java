package dev.comfymesh.executor.adapter.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.TargetObserved.Machine;
import dev.comfymesh.executor.domain.Vitals;

/** Reads how a node is, and what it runs on. */
final class VitalsReading {
    private VitalsReading() {}

    static Vitals vitals(JsonNode systemStats, JsonNode queue) {
        var device = systemStats.path("devices").path(0);
        return new Vitals(
                queue.path("queue_running").size(),
                queue.path("queue_pending").size(),
                device.path("vram_total").asLong(),
                device.path("vram_free").asLong(),
                machine(systemStats.path("system"), device));
    }

    private static Machine machine(JsonNode system, JsonNode device) {
        return new Machine(
                system.path("comfyui_version").asText(""),
                system.path("python_version").asText("").replaceFirst("\\s.*", ""), // then comes how it was built
                system.path("pytorch_version").asText(""),
                device.path("name").asText(""),
                device.path("type").asText(""));
    }
}
