package dev.comfymesh.testkit.check;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a mesh is asked from outside, as far as it may be.
 *
 * @param keys an API key by tenant
 * @param history where clients have recorded what they did and saw
 */
public record Doors(
        @Nullable URI ingest,
        @Nullable URI router,
        String operatorToken,
        Map<String, String> keys,
        @Nullable Path history) {
    static final Doors CLOSED = new Doors(null, null, "", Map.of(), null);

    public Doors {
        keys = Map.copyOf(keys);
    }
}
