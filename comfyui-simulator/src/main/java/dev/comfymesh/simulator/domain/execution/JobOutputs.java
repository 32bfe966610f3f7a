package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run left, as the jobs routes count it: files of every kind, and the one item that stands for them all. */
final class JobOutputs {

    private static final Set<String> VISUAL = Set.of("images", "gifs", "video", "audio", "3d");
    private static final Set<String> TEXTUAL = Set.of("files");
    private static final int LONGEST_TEXT = 1024;

    private record Item(String kind, Map<String, @Nullable Object> file) {
        boolean isOutput() {
            return "output".equals(file.get("type"));
        }
    }

    private final List<Item> items = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> texts = new ArrayList<>();

    JobOutputs(Map<String, @Nullable Object> outputs) {
        outputs.forEach((node, output) -> {
            var kinds = Json.asObject(output);
            if (kinds != null) {
                kinds.forEach((kind, list) -> add(node, kind, list instanceof List<?> each ? each : List.of()));
            }
        });
    }

    private void add(String node, String kind, List<?> list) {
        for (var each : list) {
            var file = Json.asObject(each);
            if (file != null) {
                var whole = Json.object();
                whole.putAll(file);
                whole.put("nodeId", node);
                whole.put("mediaType", kind);
                items.add(new Item(kind, whole));
            } else if (kind.equals("text") && each instanceof String text) {
                texts.add(shortened(node, text));
            }
        }
    }

    private static Map<String, @Nullable Object> shortened(String node, String text) {
        var shown = Json.object("content", text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
        if (text.length() > LONGEST_TEXT) {
            shown.put("truncated", true);
        }
        shown.put("nodeId", node);
        shown.put("mediaType", "text");
        return shown;
    }

    int count() {
        return items.size();
    }

    long previewableCount() {
        return items.stream()
                .filter(item -> VISUAL.contains(item.kind()) || TEXTUAL.contains(item.kind()))
                .count();
    }

    /** What can be seen and was meant to stay comes first, then what can be seen, then text. */
    Optional<Map<String, @Nullable Object>> preview() {
        var visual = items.stream().filter(item -> VISUAL.contains(item.kind())).toList();
        return visual.stream()
                .filter(Item::isOutput)
                .findFirst()
                .or(() -> visual.stream().findFirst())
                .or(() -> items.stream()
                        .filter(item -> TEXTUAL.contains(item.kind()))
                        .findFirst())
                .map(Item::file)
                .or(() -> texts.stream().findFirst());
    }
}
