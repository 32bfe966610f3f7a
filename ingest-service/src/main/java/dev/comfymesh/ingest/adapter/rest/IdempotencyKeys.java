package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.kit.problem.ProblemException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Idempotency keys as clients send them. */
final class IdempotencyKeys {
    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyKeys() {}

    /** The key, or null when there is none; fails with a 422 problem when it is unusable. */
    static @Nullable String check(@Nullable String key) {
        if (key != null && !SHAPE.matcher(key).matches()) {
            throw new ProblemException(Refusal.invalid(
                    List.of(new FieldError("Idempotency-Key", "must be 1 to 255 visible ASCII characters"))));
        }
        return key;
    }
}
