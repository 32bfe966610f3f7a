package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.witness.Witness;
import dev.comfymesh.simulator.domain.witness.Witness.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The prompts that wait and the one that runs; every change is told to all clients. Thread-safe. */
public final class PromptQueue {

    private final PromptHeap pending = new PromptHeap();
    private final Interruption interruption;
    private final History history;
    private final Audience audience;
    private final Witness witness;
    private @Nullable Prompt running;

    PromptQueue(Interruption interruption, History history, Audience audience, Witness witness) {
        this.interruption = interruption;
        this.history = history;
        this.audience = audience;
        this.witness = witness;
    }

    /** Queues a prompt; fails after queueing it when one of the same number and id waits. */
    public synchronized void add(Prompt prompt) {
        witness.saw(Event.SUBMITTED, prompt, Map.of());
        notifyAll();
        pending.push(prompt);
        announce();
    }

    /** Waits for the next prompt and makes it the running one. */
    synchronized Prompt take() throws InterruptedException {
        while (pending.size() == 0) {
            wait();
        }
        var next = pending.pop();
        running = next;
        announce();
        return next;
    }

    /** Puts the ended run into history. */
    synchronized void finish(HistoryEntry entry) {
        running = null;
        history.add(entry);
        announce();
    }

    /** Takes a waiting prompt out; the last one is announced twice, as a real server does. */
    public synchronized boolean delete(String id) {
        boolean last = pending.size() == 1;
        var removed = pending.remove(id);
        removed.ifPresent(prompt -> {
            witness.saw(Event.CANCELLED, prompt, Map.of());
            if (last) {
                announce();
            }
            announce();
        });
        return removed.isPresent();
    }

    public synchronized void clear() {
        pending.clear().forEach(prompt -> witness.saw(Event.CANCELLED, prompt, Map.of()));
        announce();
    }

    /** Takes a waiting prompt out or interrupts the running one; false when it is neither. */
    public synchronized boolean cancel(String id) {
        return delete(id) || interrupt(id);
    }

    /** Interrupts the prompt if it is the running one. */
    public synchronized boolean interrupt(String id) {
        if (running == null || !running.id().equals(id)) {
            return false;
        }
        interruption.request();
        return true;
    }

    /** Interrupts whatever runs. */
    public void interrupt() {
        interruption.request();
    }

    public synchronized Optional<Prompt> running() {
        return Optional.ofNullable(running);
    }

    /** The waiting prompts in the order of the heap's array, which is not the order in which they will run. */
    public synchronized List<Prompt> pending() {
        return pending.array();
    }

    public synchronized int remaining() {
        return pending.size() + (running == null ? 0 : 1);
    }

    /** All that is not ended, running first. */
    public synchronized List<Prompt> live() {
        var live = new ArrayList<Prompt>();
        running().ifPresent(live::add);
        live.addAll(pending.array());
        return List.copyOf(live);
    }

    /** The body of a status message. */
    public Map<String, @Nullable Object> status() {
        return Json.object("status", Json.object("exec_info", Json.object("queue_remaining", remaining())));
    }

    private void announce() {
        audience.all("status", status());
    }
}
