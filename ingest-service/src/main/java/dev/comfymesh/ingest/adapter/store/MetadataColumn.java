package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.WireJson;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client's metadata as JSON, in the client's order. */
@Converter
final class MetadataColumn implements AttributeConverter<Map<String, String>, String> {
    /** Keeps the element type through erasure. */
    private static final class Entries extends LinkedHashMap<String, String> {
        private static final long serialVersionUID = 1;
    }

    @Override
    public String convertToDatabaseColumn(Map<String, String> metadata) {
        return new String(WireJson.write(metadata), StandardCharsets.UTF_8);
    }

    @Override
    public Map<String, String> convertToEntityAttribute(String json) {
        return WireJson.read(json.getBytes(StandardCharsets.UTF_8), Entries.class);
    }
}
