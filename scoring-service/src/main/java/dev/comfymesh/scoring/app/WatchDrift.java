package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.domain.Drift;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares, for each version of a workflow, what was judged lately with what was judged before. */
public final class WatchDrift {
    private final QualityCatalog catalog;
    private final int lately;

    /** {@code lately} is how many of the last candidates are compared with all before them. */
    public WatchDrift(QualityCatalog catalog, int lately) {
        this.catalog = catalog;
        this.lately = lately;
    }

    /** Workflows of which too little is known have no drifts. */
    public Uni<Map<String, List<Drift>>> look() {
        return catalog.lastSeen()
                .map(seen -> seen.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> drifts(entry.getValue()))));
    }

    private List<Drift> drifts(List<Drift.Seen> oldestFirst) {
        var cut = Math.max(0, oldestFirst.size() - lately);
        return Drift.of(oldestFirst.subList(0, cut), oldestFirst.subList(cut, oldestFirst.size()));
    }
}
