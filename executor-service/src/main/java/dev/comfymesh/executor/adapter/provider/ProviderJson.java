package dev.comfymesh.executor.adapter.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/** JSON as providers are sent it and answer it. */
public final class ProviderJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ProviderJson() {}

    public static byte[] written(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("cannot be written as JSON", broken);
        }
    }

    /** Missing where it is no JSON. */
    public static JsonNode read(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    /** A value as it would be read from what was sent of it. */
    public static JsonNode tree(Object value) {
        return read(written(value));
    }
}
