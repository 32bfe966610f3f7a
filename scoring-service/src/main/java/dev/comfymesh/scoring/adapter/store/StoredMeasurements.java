package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Measurements;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measurements as a column holds them: by the word for each dimension. */
record StoredMeasurements(Map<String, Double> values) {
    static StoredMeasurements of(Measurements measurements) {
        var values = new LinkedHashMap<String, Double>();
        for (var dimension : Dimension.values()) {
            values.put(dimension.word(), measurements.of(dimension));
        }
        return new StoredMeasurements(values);
    }
}
