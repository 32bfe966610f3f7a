package dev.comfymesh.executor.adapter.comfyui;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a socket message is and which run it is about, read no further than that; both empty where it does not say so. */
record MessageBeginning(String type, String run) {

    static MessageBeginning of(String message) {
        try (var json = LenientJson.parser(message)) {
            return json.nextToken() == JsonToken.START_OBJECT && "type".equals(json.nextFieldName())
                    ? of(orEmpty(json.nextTextValue()), json)
                    : ofWhole(message);
        } catch (IOException _) {
            return new MessageBeginning("", "");
        }
    }

    private static MessageBeginning of(String type, JsonParser json) throws IOException {
        if (!"data".equals(json.nextFieldName()) || json.nextToken() != JsonToken.START_OBJECT) {
            return new MessageBeginning(type, "");
        }
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            if (field.equals("prompt_id")) {
                return new MessageBeginning(type, orEmpty(json.nextTextValue()));
            }
            json.nextToken();
            json.skipChildren();
        }
        return new MessageBeginning(type, "");
    }

    private static MessageBeginning ofWhole(String message) {
        var json = LenientJson.read(message);
        return new MessageBeginning(
                json.path("type").asText(), json.path("data").path("prompt_id").asText(""));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
