package dev.comfymesh.simulator.domain.storage;

import dev.comfymesh.simulator.domain.json.Json;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file that a node wrote, addressed as clients address it. */
public record SavedFile(String name, String subfolder, Root root, Path path) {

    public Map<String, @Nullable Object> item() {
        return Json.object("filename", name, "subfolder", subfolder, "type", root.word());
    }
}
