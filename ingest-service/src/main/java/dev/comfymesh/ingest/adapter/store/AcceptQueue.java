package dev.comfymesh.ingest.adapter.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Accepts that wait to be committed, in the order in which they came. Bounded by what they take of the memory, as some
 * graphs are a thousand times as large as others. Filled by any thread, emptied by one.
 */
final class AcceptQueue {
    private static final long MOST_BYTES = 16L << 20;
    private static final long BYTES_BESIDE_THE_FACT = 16L << 10; // so there are at most a thousand, which take a second
    private static final int MOST_TOGETHER = 64;
    private static final long MOST_BYTES_TOGETHER = 2L << 20;

    private final Queue<PendingAccept> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();

    /** Whether there was room for it. */
    boolean offer(PendingAccept accept) {
        if (bytes.addAndGet(weight(accept)) > MOST_BYTES) {
            bytes.addAndGet(-weight(accept));
            return false;
        }
        return waiting.add(accept);
    }

    /** Takes out what goes into one transaction; empty when nobody waits. */
    List<PendingAccept> next() {
        var batch = new ArrayList<PendingAccept>();
        var taken = 0L;
        while (batch.size() < MOST_TOGETHER && taken < MOST_BYTES_TOGETHER) {
            var accept = waiting.poll();
            if (accept == null) {
                break;
            }
            batch.add(accept);
            taken += weight(accept);
        }
        bytes.addAndGet(-taken);
        return batch;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    private static long weight(PendingAccept accept) {
        var payload = accept.fact().payload();
        return BYTES_BESIDE_THE_FACT + (payload == null ? 0 : payload.length);
    }
}
