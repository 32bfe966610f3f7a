package dev.comfymesh.simulator.domain.node;

import dev.comfymesh.simulator.domain.storage.SavedFile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node gave: one value per output, and for savers what clients are shown and the files behind it. */
public record Result(
        List<? extends Values> values, @Nullable Map<String, @Nullable Object> shown, List<SavedFile> files) {

    public static Result of(Values... values) {
        return new Result(List.of(values), null, List.of());
    }
}
