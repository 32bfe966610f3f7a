package dev.comfymesh.scoring.adapter.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The versions of workflows that have metrics of their own: the first hundred that this process meets, no more. */
final class WorkflowLabels {
    private static final int MOST = 100;
    private static final String OTHER = "other";

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** The digest, or {@code other}. */
    String of(@Nullable String workflow) {
        if (workflow == null) {
            return OTHER;
        }
        if (known.size() < MOST) {
            known.add(workflow);
        }
        return known.contains(workflow) ? workflow : OTHER;
    }
}
