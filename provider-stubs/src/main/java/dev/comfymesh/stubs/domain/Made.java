package dev.comfymesh.stubs.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of the work that a submission asked for. */
public sealed interface Made {
    /** One picture, and the node of the graph that saved it; that is empty where there is no graph. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Picture(String node, String name, byte[] bytes, int width, int height) {}

    record Pictures(List<Picture> pictures) implements Made {
        public Pictures {
            pictures = List.copyOf(pictures);
        }
    }

    /** It failed while it ran; {@code node} and its class are empty where there is no graph. */
    record Broken(String node, String nodeClass, String type, String message) implements Made {}

    /** The pictures; none when there are none. */
    static List<Picture> pictures(@Nullable Made made) {
        return made instanceof Pictures(var pictures) ? pictures : List.of();
    }
}
