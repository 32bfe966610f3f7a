package dev.comfymesh.kit.parked;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Bytes that should be JSON, for a person to look at, whatever they are. */
final class Payload {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Payload() {}

    static JsonNode shown(byte[] payload) {
        try {
            var read = JSON.readTree(payload);
            return read.isMissingNode() ? text(payload) : read;
        } catch (IOException notJson) {
            return text(payload);
        }
    }

    private static JsonNode text(byte[] payload) {
        return TextNode.valueOf(new String(payload, StandardCharsets.UTF_8));
    }
}
