package dev.comfymesh.simulator.domain.validation;

import dev.comfymesh.simulator.domain.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that is wrong, in the shape that clients read. */
record Complaint(String type, String message, String details, Map<String, @Nullable Object> extra) {

    Map<String, @Nullable Object> json() {
        return Json.object("type", type, "message", message, "details", details, "extra_info", extra);
    }
}
