package dev.comfymesh.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Sample workflows in ComfyUI's API format; each call gives a copy of its own. */
public final class Graphs {
    private Graphs() {}

    /** One prompt, one sampler at 64 x 64, one saved picture. */
    public static ObjectNode textToImage() {
        return read("text-to-image.json");
    }

    private static ObjectNode read(String name) {
        try (var json = Graphs.class.getResourceAsStream(name)) {
            if (json == null) {
                throw new IllegalStateException(name + " is not on the classpath");
            }
            return WireJson.read(json.readAllBytes(), ObjectNode.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
