package dev.comfymesh.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the lines of a server-sent event stream together; the last id holds for later events that carry none. */
final class EventParser {
    private final List<String> data = new ArrayList<>();
    private String type = "message";
    private @Nullable String lastId;

    /** Takes one line without its end; answers the event that an empty line completes. Comments are passed over. */
    Optional<StreamEvent> take(String line) {
        if (line.isEmpty()) {
            return complete();
        }
        var colon = line.indexOf(':');
        var field = colon < 0 ? line : line.substring(0, colon);
        var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
        switch (field) {
            case "id" -> lastId = value;
            case "event" -> type = value;
            case "data" -> data.add(value);
            default -> {
                // Comments begin with a colon, and so have an empty field name; retry is ours to decide.
            }
        }
        return Optional.empty();
    }

    private Optional<StreamEvent> complete() {
        var event = new StreamEvent(lastId, type, String.join("\n", data));
        var isEmpty = data.isEmpty();
        data.clear();
        type = "message";
        return isEmpty ? Optional.empty() : Optional.of(event);
    }
}
