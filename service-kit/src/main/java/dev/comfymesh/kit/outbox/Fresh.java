package dev.comfymesh.kit.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events that this process has just committed and that need not be read from the table to be sent: each follows, in its
 * subject's numbers, the one that was sent last. Where that is not known, the table must be asked.
 */
final class Fresh {
    static final int MOST_EVENTS = 200;
    static final int MOST_BYTES = 4 << 20;
    static final int MOST_SUBJECTS = 10_000;

    private final List<Stored> waiting = new ArrayList<>();
    private long bytes;
    private boolean tooMany;

    // The relay's alone.
    private final Map<String, Long> lastSent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_SUBJECTS;
        }
    };

    /** Safe from any thread; more than can be kept stand in the table too. */
    synchronized void add(List<Stored> committed) {
        waiting.addAll(committed);
        bytes += committed.stream().mapToLong(Fresh::bytes).sum();
        if (waiting.size() > MOST_EVENTS || bytes > MOST_BYTES) {
            clear();
            tooMany = true;
        }
    }

    /** What came since this was asked last; empty when it was too much. */
    synchronized Optional<List<Stored>> take() {
        var taken = tooMany ? Optional.<List<Stored>>empty() : Optional.of(List.copyOf(waiting));
        clear();
        tooMany = false;
        return taken;
    }

    /** Those that are not sent yet; empty when one before them may not be either. */
    Optional<List<Stored>> next(List<Stored> taken) {
        var reached = new HashMap<String, Long>();
        var next = new ArrayList<Stored>();
        for (var event : taken) {
            var last = reached.getOrDefault(event.subject(), lastSent.getOrDefault(event.subject(), 0L));
            if (event.sequence() > last + 1) {
                return Optional.empty();
            }
            if (event.sequence() == last + 1) {
                reached.put(event.subject(), event.sequence());
                next.add(event);
            }
        }
        return Optional.of(next);
    }

    /** The broker has these, wherever they came from. */
    void sent(List<Stored> events) {
        events.forEach(event -> lastSent.merge(event.subject(), event.sequence(), Math::max));
    }

    private void clear() {
        waiting.clear();
        bytes = 0;
    }

    private static long bytes(Stored event) {
        return event.payload() == null ? 0 : event.payload().length;
    }
}
