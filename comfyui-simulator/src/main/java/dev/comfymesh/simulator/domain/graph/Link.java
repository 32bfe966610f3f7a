package dev.comfymesh.simulator.domain.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reference to one output of another node; only made from lists of exactly two elements. */
public record Link(String node, int slot) {

    /** The link that an input's value stands for; null when the value is a literal. */
    public static @Nullable Link of(@Nullable Object value) {
        return value instanceof List<?> pair
                        && pair.size() == 2
                        && pair.get(0) instanceof String node
                        && pair.get(1) instanceof Number slot
                ? new Link(node, slot.intValue())
                : null;
    }
}
