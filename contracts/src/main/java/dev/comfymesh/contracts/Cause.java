package dev.comfymesh.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something ended badly: a stable code for programs, a sentence for people, and the nodes of the graph at fault where they
 * are known. Holds no secret and no server path.
 */
public record Cause(String code, String detail, @Nullable List<GraphFault> faults) {
    public Cause {
        faults = faults == null ? null : List.copyOf(faults);
    }

    public Cause(String code, String detail) {
        this(code, detail, null);
    }
}
