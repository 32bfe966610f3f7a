package dev.comfymesh.ingest.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One client's stream. Events come from one reader, in order, so {@code position} needs no lock; a client too slow for
 * what is pending is cut off and resumes where it was.
 */
final class JobStream {
    private static final int MOST_PENDING = 1_024;
    private static final int MOST_PENDING_BEFORE_NOTES_ARE_LOST = 32;

    private final BlockingQueue<StreamMessage> pending = new LinkedBlockingQueue<>(MOST_PENDING);
    private final UnicastProcessor<StreamMessage> messages = UnicastProcessor.create(pending, () -> {});
    private volatile long position;

    JobStream(long position) {
        this.position = position;
    }

    Multi<StreamMessage> messages() {
        return messages;
    }

    /** The number of the last event that this stream has taken. */
    long position() {
        return position;
    }

    /** Takes the next event; what it has already, or what would leave a gap, it leaves for another reading. */
    void offer(StoredEvent event) {
        if (event.seq() != position + 1) {
            return;
        }
        position = event.seq();
        messages.onNext(new StreamMessage.Event(event));
        if (event.last()) {
            messages.onComplete();
        }
    }

    void offer(StreamMessage.Snapshot snapshot) {
        messages.onNext(snapshot);
        if (snapshot.job().state().status().ended()
                && position >= snapshot.job().state().seq()) {
            messages.onComplete();
        }
    }

    void end() {
        messages.onComplete();
    }

    /** For messages that may be lost. */
    void offerLossy(StreamMessage message) {
        if (pending.size() < MOST_PENDING_BEFORE_NOTES_ARE_LOST) {
            messages.onNext(message);
        }
    }
}
