package dev.comfymesh.simulator.domain.validation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What validation made of a graph. */
public sealed interface Verdict {

    /** At least one output can run; outputs that cannot are left out and explained in {@code nodeErrors}. */
    record Runnable(List<String> outputs, Map<String, @Nullable Object> nodeErrors) implements Verdict {}

    record Invalid(Map<String, @Nullable Object> error, Map<String, @Nullable Object> nodeErrors) implements Verdict {}
}
