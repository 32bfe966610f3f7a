package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.fault.Fault;
import dev.comfymesh.simulator.domain.fault.Knobs;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.WorkerDeath;
import dev.comfymesh.simulator.domain.profile.Profile;
import dev.comfymesh.simulator.domain.storage.Digest;
import dev.comfymesh.simulator.domain.storage.SavedFile;
import dev.comfymesh.simulator.domain.validation.GraphValidator;
import dev.comfymesh.simulator.domain.witness.Witness;
import dev.comfymesh.simulator.domain.witness.Witness.Event;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A ComfyUI node without its network: queue, history and the one worker, which runs at most one prompt at a time. */
public final class Node {

    /** What a running prompt's client is told when it connects again. */
    public record Active(@Nullable Object clientId, String node) {}

    private static final Logger LOG = System.getLogger(Node.class.getName());

    /** What a node stands in and keeps nothing of; {@code end} ends the process with a status. */
    public record Surroundings(
            Catalogue catalogue,
            Knobs knobs,
            Pace pace,
            InstantSource clock,
            Witness witness,
            CacheMode cacheMode,
            Profile profile,
            IntConsumer end) {}

    private final Workshop workshop;
    private final History history = new History();
    private final PromptQueue queue;
    private final Intake intake;
    private volatile @Nullable Active active;
    private volatile boolean freeMemory;

    public Node(Surroundings around, Audience audience) {
        var interruption = new Interruption();
        this.workshop = new Workshop(
                around.catalogue(),
                around.knobs(),
                around.pace(),
                around.clock(),
                audience,
                around.witness(),
                interruption,
                new ResultCache(around.cacheMode()),
                around.profile(),
                around.end());
        this.queue = new PromptQueue(interruption, history, audience, around.witness());
        this.intake = new Intake(
                new GraphValidator(around.catalogue(), around.profile()),
                queue,
                around.knobs(),
                around.profile(),
                around.clock());
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

    /** Runs prompts until the thread is interrupted, or for ever stops with the prompt at which the worker dies. */
    public void work() {
        try {
            while (true) {
                runNext();
            }
        } catch (WorkerDeath death) {
            LOG.log(Level.WARNING, "the worker is dead: " + death.getMessage());
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
        if (prompt.fault() instanceof Fault.TakeClient) {
            workshop.audience().lose(prompt.clientId());
        }
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
                                "executed", execution.report().executed(),
                                "outputs",
                                        execution.report().files().stream()
                                                .map(Node::output)
                                                .toList()));
        int delayMillis = workshop.knobs().position().conduct().historyDelayMillis();
        if (delayMillis > 0) {
            workshop.pace().pass(Duration.ofMillis(delayMillis));
        }
        workshop.interruption().checkWorker();
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
