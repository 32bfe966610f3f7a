package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.Selected;
import dev.comfymesh.contracts.WireJson;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A selection as JSON. */
@Converter
final class SelectionColumn implements AttributeConverter<List<Selected>, String> {
    @Override
    public String convertToDatabaseColumn(List<Selected> selection) {
        return new String(WireJson.write(selection), StandardCharsets.UTF_8);
    }

    @Override
    public List<Selected> convertToEntityAttribute(String json) {
        return List.of(WireJson.read(json.getBytes(StandardCharsets.UTF_8), Selected[].class));
    }
}
