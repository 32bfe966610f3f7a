package dev.comfymesh.executor.adapter.comfyui.trace;

import dev.comfymesh.executor.app.NodeListener;
import dev.comfymesh.executor.domain.NodeEvent;
import dev.comfymesh.executor.domain.NodeEvent.NodeState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What one socket made of all that the node said, in words; of progress only what is new. */
final class Hearing implements NodeListener {
    private final BlockingQueue<NodeEvent> events = new LinkedBlockingQueue<>();
    private final Map<String, NodeState> states = new HashMap<>();

    @Override
    public void opened() {}

    @Override
    public void heard(NodeEvent event) {
        events.add(event);
    }

    /** Everything until the node says that its queue is as long as that, which it does last. */
    List<String> until(int mark) throws InterruptedException {
        var words = new ArrayList<String>();
        for (var event = next(); !event.equals(new NodeEvent.QueueChanged(mark)); event = next()) {
            words(event).stream()
                    .filter(word -> words.isEmpty() || !words.getLast().equals(word))
                    .forEach(words::add);
        }
        return words;
    }

    private NodeEvent next() throws InterruptedException {
        return Objects.requireNonNull(events.poll(10, TimeUnit.SECONDS), "the client did not hear the node");
    }

    private List<String> words(NodeEvent event) {
        return switch (event) {
            case NodeEvent.QueueChanged(var remaining) -> List.of("queue " + remaining);
            case NodeEvent.Started started -> List.of(Trace.name(started.run()) + " starts");
            case NodeEvent.Cached cached ->
                cached.nodes().isEmpty() ? List.of() : List.of(cached.nodes().size() + " cached");
            case NodeEvent.Stepped _, NodeEvent.Began _ -> List.of(); // newer servers say both with their states
            case NodeEvent.Progressed progressed -> progress(progressed);
            case NodeEvent.Previewed preview ->
                List.of("preview of %s: %s, %d bytes"
                        .formatted(Trace.name(preview.run()), preview.mediaType(), preview.image().length));
            case NodeEvent.Over over -> List.of(Trace.name(over.run()) + " over");
        };
    }

    private List<String> progress(NodeEvent.Progressed progressed) {
        var run = Trace.name(progressed.run());
        return progressed.nodes().get().stream()
                .filter(state -> !state.equals(states.put(run + state.node(), state)))
                .filter(state -> state.finished() || state.value() > 0)
                .map(state -> state.finished()
                        ? run + "/" + state.node() + " done"
                        : "%s/%s %.0f of %.0f".formatted(run, state.node(), state.value(), state.max()))
                .toList();
    }
}
