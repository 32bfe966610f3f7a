package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server says it can do. */
final class Features {

    static final int MAX_UPLOAD_BYTES = 104_857_600;

    private Features() {}

    static Map<String, @Nullable Object> all() {
        return Json.object(
                "supports_preview_metadata", true,
                "supports_model_type_tags", true,
                "max_upload_size", MAX_UPLOAD_BYTES,
                "extension", Json.object("manager", Json.object("supports_v4", true)),
                "node_replacements", true,
                "assets", false);
    }
}
