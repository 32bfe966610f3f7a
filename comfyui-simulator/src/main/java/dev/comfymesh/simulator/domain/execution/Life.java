package dev.comfymesh.simulator.domain.execution;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The node from one start to the next: another life begins with nothing of what the one before knew. Thread-safe. */
public final class Life {

    /** Lets messages through until the life that sends them is over. */
    private record Gate(Audience audience, Over over) implements Audience {

        private static final class Over {
            private volatile boolean happened;
        }

        @Override
        public void all(String type, Map<String, @Nullable Object> data) {
            if (!over.happened) {
                audience.all(type, data);
            }
        }

        @Override
        public void client(@Nullable Object clientId, String type, Map<String, @Nullable Object> data) {
            if (!over.happened) {
                audience.client(clientId, type, data);
            }
        }

        @Override
        public void binary(@Nullable Object clientId, byte[] frame) {
            if (!over.happened) {
                audience.binary(clientId, frame);
            }
        }

        @Override
        public void lose(@Nullable Object clientId) {
            audience.lose(clientId);
        }

        @Override
        public boolean wantsPreviewMetadata(@Nullable Object clientId) {
            return audience.wantsPreviewMetadata(clientId);
        }
    }

    private record Now(Node node, Thread worker, Gate gate) {}

    private final Function<Audience, Node> birth;
    private final Audience audience;
    private volatile Now now;

    public Life(Function<Audience, Node> birth, Audience audience) {
        this.birth = birth;
        this.audience = audience;
        this.now = begin();
    }

    public Node node() {
        return now.node();
    }

    /** Starts again, as a process that was killed does. */
    public synchronized void restart() {
        end();
        now = begin();
    }

    public void end() {
        now.gate().over().happened = true;
        now.worker().interrupt();
    }

    private Now begin() {
        var gate = new Gate(audience, new Gate.Over());
        var node = birth.apply(gate);
        var worker = Thread.ofVirtual().name("worker").start(node::work);
        return new Now(node, worker, gate);
    }
}
