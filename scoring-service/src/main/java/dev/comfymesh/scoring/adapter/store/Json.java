package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.WireJson;
import java.nio.charset.StandardCharsets;

/** JSON columns: the wire form as text. */
final class Json {
    private Json() {}

    static String text(Object value) {
        return new String(WireJson.write(value), StandardCharsets.UTF_8);
    }

    static <T> T read(String text, Class<T> type) {
        return WireJson.read(text.getBytes(StandardCharsets.UTF_8), type);
    }
}
