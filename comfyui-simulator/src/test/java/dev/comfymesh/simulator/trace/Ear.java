package dev.comfymesh.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.simulator.domain.json.Json;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** One client's socket: keeps what it hears until the trace asks for it. */
final class Ear implements WebSocket.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Message.Reader heardReader = new Message.Reader();
    private final Message.Reader recordedReader = new Message.Reader();
    private final List<Message> heard = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Set<String> leftOut;
    private final boolean joinsLate;
    private WebSocket socket;

    /**
     * Messages about prompts that the trace leaves out are not kept; one that joins a run hears of as many previews as
     * are left.
     */
    Ear(Set<String> leftOut, boolean joinsLate) {
        this.leftOut = leftOut;
        this.joinsLate = joinsLate;
    }

    void attach(WebSocket opened) {
        socket = opened;
    }

    void say(String message) {
        socket.sendText(message, true).join();
    }

    void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** Waits for the recorded message; others may stand before it only where order is not promised. */
    void expect(Trace.Line line, Likeness likeness) throws InterruptedException {
        var recorded = recorded(line);
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (heard) {
            while (!finds(recorded, likeness)) {
                long leftMillis = (end - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    throw new AssertionError(line + "\n was not heard; waiting: " + waiting(recorded, likeness));
                }
                heard.wait(leftMillis);
            }
        }
    }

    /** Nothing may be left but progress that came between two recorded reports. */
    void expectNothingMore() {
        assertThat(waiting())
                .filteredOn(message -> !message.intermediate() && !message.equals(Message.closed(1000)))
                .isEmpty();
    }

    /** Waits until nothing more comes, and drops what has come. */
    void forgetAll() {
        await().atMost(PATIENCE)
                .during(Duration.ofMillis(400))
                .until(heard::size, size -> size == waiting().size());
        synchronized (heard) {
            heard.clear();
        }
    }

    private Message recorded(Trace.Line line) {
        return switch (line.text("kind")) {
            case "text" -> recordedReader.text(Json.child(line.tree(), "msg"));
            case "binary" -> Message.recordedFrame(Json.child(line.tree(), "frame"), joinsLate);
            default -> Message.closed((int) line.tree().get("code"));
        };
    }

    private boolean finds(Message recorded, Likeness likeness) {
        for (int i = 0; i < heard.size(); i++) {
            var candidate = heard.get(i);
            var before = List.copyOf(heard.subList(0, i));
            if (likeness.difference(recorded.body(), candidate.body()).isEmpty()) {
                if (!before.stream().allMatch(message -> message.mayComeBefore(candidate))) {
                    throw new AssertionError(recorded + " came after " + before);
                }
                var overtaken = before.stream()
                        .filter(message -> message.intermediate() && message.sharesNode(candidate))
                        .toList();
                heard.remove(i);
                heard.removeAll(overtaken);
                return true;
            }
        }
        return recorded.intermediate() && isPast(recorded, likeness);
    }

    /** Whether the node has already gone beyond this report, or whatever node it was of. */
    private boolean isPast(Message recorded, Likeness likeness) {
        var prompt = likeness.filled(recorded.prompt());
        return heard.stream().anyMatch(message -> message.outdates(recorded, prompt));
    }

    private List<Message> waiting() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    private String waiting(Message recorded, Likeness likeness) {
        var told = new StringBuilder();
        for (var message : waiting().stream().limit(5).toList()) {
            told.append("\n  ")
                    .append(message.body())
                    .append("\n    ")
                    .append(likeness.difference(recorded.body(), message.body()).orElse("alike"));
        }
        told.append("\n  last: ").append(waiting().stream().reduce((_, last) -> last));
        return told.toString();
    }

    private void hear(Message message) {
        if (leftOut.contains(message.prompt())) {
            return;
        }
        synchronized (heard) {
            heard.add(message);
            heard.notifyAll();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            hear(heardReader.text(Replay.json(text.toString())));
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer part, boolean last) {
        var copy = new byte[part.remaining()];
        part.get(copy);
        bytes.writeBytes(copy);
        if (last) {
            hear(Message.frame(bytes.toByteArray(), joinsLate));
            bytes.reset();
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        hear(Message.closed(code));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        hear(Message.closed(1006));
    }
}
