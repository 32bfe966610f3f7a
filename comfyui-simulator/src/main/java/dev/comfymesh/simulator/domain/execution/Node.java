package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.fault.Knobs;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.storage.Digest;
import dev.comfymesh.simulator.domain.storage.SavedFile;
import dev.comfymesh.simulator.domain.validation.GraphValidator;
import dev.comfymesh.simulator.domain.witness.Witness;
import dev.comfymesh.simulator.domain.witness.Witness.Event;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ComfyUI node without its network: queue, history and the one worker, which runs at most one prompt at a time. */
public final class Node {

    /** What a running prompt's client is told when it connects again. */
    public record Active(@Nullable Object clientId, String node) {}

    private final Workshop workshop;
    private final History history = new History();
    private final PromptQueue queue;
    private final Intake intake;
    private volatile @Nullable Active active;
    private volatile boolean freeMemory;

    public Node(
            Catalogue catalogue,
            Knobs knobs,
            Pace pace,
            InstantSource clock,
            Audience audience,
            Witness witness,
            Runnable death) {
        var interruption = new Interruption();
        this.workshop =
                new Workshop(catalogue, knobs, pace, clock, audience, witness, interruption, new ResultCache(), death);
        this.queue = new PromptQueue(interruption, history, audience, witness);
        this.intake = new Intake(new GraphValidator(catalogue), queue, knobs, clock);
    }

    public Intake intake() {
        return intake;
    }

    public PromptQueue queue() {
        return queue;
    }

    public History history() {
        return history;
    }

    /** The node that is at work now; null between runs. */
    public @Nullable Active active() {
        return active;
    }

    /** Drops all cached results after the current run, or now when idle. */
    public void freeMemory() {
        freeMemory = true;
    }

    /** Runs prompts until the thread is interrupted. */
    public void work() {
        try {
            while (true) {
                runNext();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a prompt and runs it to its end. */
    void runNext() throws InterruptedException {
        run(queue.take());
    }

    private void run(Prompt prompt) {
        if (freeMemory) {
            freeMemory = false;
            workshop.cache().clear();
        }
        workshop.witness().saw(Event.STARTED, prompt, Map.of());
        long startMillis = workshop.nowMillis();
        var execution =
                new Execution(prompt, workshop, id -> active = id == null ? null : new Active(prompt.clientId(), id));
        var entry = execution.run();
        active = null;
        workshop.witness()
                .saw(
                        ending(entry),
                        prompt,
                        Json.object(
                                "wallMillis", workshop.nowMillis() - startMillis,
                                "fault", prompt.fault().word(),
                                "executed", execution.executed(),
                                "outputs",
                                        execution.files().stream()
                                                .map(Node::output)
                                                .toList()));
        queue.finish(entry);
        if (prompt.clientId() != null) {
            workshop.tellClient(prompt, "executing", "node", null, "prompt_id", prompt.id());
        }
    }

    private static Event ending(HistoryEntry entry) {
        if (entry.completed()) {
            return Event.FINISHED;
        }
        var last = entry.messages().getLast().type();
        return last.equals("execution_interrupted") ? Event.INTERRUPTED : Event.FAILED;
    }

    private static Map<String, @Nullable Object> output(SavedFile file) {
        var item = file.item();
        item.put("sha256", Files.exists(file.path()) ? Digest.ofFile(file.path()) : null);
        return item;
    }
}
