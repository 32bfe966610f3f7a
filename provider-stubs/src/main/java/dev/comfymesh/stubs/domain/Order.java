package dev.comfymesh.stubs.domain;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a submission asked for.
 *
 * @param request what was sent, as plain maps and lists
 * @param work makes what was asked for; may take time
 * @param webhook where the end is to be told
 * @param startWithin after which time it need not be begun any more
 */
public record Order(
        String id,
        String model,
        Map<String, Object> request,
        Supplier<Made> work,
        @Nullable String webhook,
        @Nullable Duration startWithin) {}
