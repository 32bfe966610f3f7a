package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Lays out binary preview frames: type 1 is the bare image, type 4 carries the ids that it belongs to. */
final class PreviewFrames {

    private static final int PREVIEW_IMAGE = 1;
    private static final int PREVIEW_IMAGE_WITH_METADATA = 4;
    private static final int TEXT = 3;
    private static final int JPEG = 1;

    private PreviewFrames() {}

    static byte[] bare(byte[] jpeg) {
        return ByteBuffer.allocate(8 + jpeg.length)
                .putInt(PREVIEW_IMAGE)
                .putInt(JPEG)
                .put(jpeg)
                .array();
    }

    static byte[] text(String node, String text) {
        var id = node.getBytes(StandardCharsets.UTF_8);
        var content = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + id.length + content.length)
                .putInt(TEXT)
                .putInt(id.length)
                .put(id)
                .put(content)
                .array();
    }

    static byte[] withMetadata(byte[] jpeg, String promptId, Place node) {
        var metadata = Python.json(Json.object(
                        "node_id", node.id(),
                        "prompt_id", promptId,
                        "display_node_id", node.display(),
                        "parent_node_id", node.parent(),
                        "real_node_id", node.display(),
                        "image_type", "image/jpeg"))
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + metadata.length + jpeg.length)
                .putInt(PREVIEW_IMAGE_WITH_METADATA)
                .putInt(metadata.length)
                .put(metadata)
                .put(jpeg)
                .array();
    }
}
