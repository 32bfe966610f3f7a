package dev.comfymesh.simulator.domain.execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ended runs, oldest first; a repeated id replaces the entry in its old place. Lost with the process. */
public final class History {

    private static final int CAPACITY = 10_000;

    private final Map<String, HistoryEntry> entries = new LinkedHashMap<>();

    synchronized void add(HistoryEntry entry) {
        entries.put(entry.prompt().id(), entry);
        if (entries.size() > CAPACITY) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    public synchronized Optional<HistoryEntry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    public synchronized List<HistoryEntry> all() {
        return List.copyOf(entries.values());
    }

    /** A page, oldest first; without an offset the newest ones. */
    public List<HistoryEntry> page(int maxItems, int offset) {
        var all = new ArrayList<>(all());
        int from = offset < 0 ? Math.max(0, all.size() - maxItems) : Math.min(offset, all.size());
        int until = (int) Math.clamp((long) from + maxItems, from, all.size());
        return List.copyOf(all.subList(from, until));
    }

    public synchronized void clear() {
        entries.clear();
    }

    public synchronized void delete(String id) {
        entries.remove(id);
    }
}
