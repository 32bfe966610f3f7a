package dev.comfymesh.executor.adapter.comfyui;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** JSON as ComfyUI's Python writes it: with bare NaN and Infinity. */
final class LenientJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private LenientJson() {}

    /** Missing when it is not JSON at all. */
    static JsonNode read(Buffer body) {
        try {
            return MAPPER.readTree(body.getBytes());
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    /** Missing when it is not JSON at all. */
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    static JsonParser parser(String text) throws IOException {
        return MAPPER.createParser(text);
    }

    static JsonParser parser(byte[] json) throws IOException {
        return MAPPER.createParser(json);
    }

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("cannot be written as JSON", broken);
        }
    }
}
