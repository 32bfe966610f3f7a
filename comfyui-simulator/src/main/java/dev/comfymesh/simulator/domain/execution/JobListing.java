package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.PythonError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prompts as the jobs routes tell them: one shape for waiting, running and ended ones; absent fields are left out. */
public final class JobListing {

    private final Node node;

    public JobListing(Node node) {
        this.node = node;
    }

    /** Every known job, running and waiting ones first. */
    public List<Map<String, @Nullable Object>> all() {
        var jobs = new ArrayList<Map<String, @Nullable Object>>();
        node.queue().running().ifPresent(prompt -> jobs.add(live(prompt, "in_progress")));
        node.queue().pending().forEach(prompt -> jobs.add(live(prompt, "pending")));
        node.history().all().forEach(entry -> jobs.add(ended(entry)));
        return jobs;
    }

    /** One job, with its outputs and its graph once it has ended. */
    public Optional<Map<String, @Nullable Object>> find(String id) {
        var running = node.queue().running().filter(prompt -> prompt.id().equals(id));
        if (running.isPresent()) {
            return running.map(prompt -> live(prompt, "in_progress"));
        }
        var pending = node.queue().pending().stream()
                .filter(prompt -> prompt.id().equals(id))
                .findFirst();
        if (pending.isPresent()) {
            return pending.map(prompt -> live(prompt, "pending"));
        }
        return node.history().find(id).map(JobListing::detailed);
    }

    private static Map<String, @Nullable Object> live(Prompt prompt, String status) {
        var job = head(prompt, status);
        job.put("outputs_count", 0);
        job.put("previewable_outputs_count", 0);
        addWorkflowId(job, prompt);
        return job;
    }

    private static Map<String, @Nullable Object> ended(HistoryEntry entry) {
        var last = entry.messages().getLast();
        var status =
                entry.completed() ? "completed" : last.type().equals("execution_interrupted") ? "cancelled" : "failed";
        var job = head(entry.prompt(), status);
        job.put("execution_start_time", entry.messages().getFirst().data().get("timestamp"));
        job.put("execution_end_time", last.data().get("timestamp"));
        if (last.type().equals("execution_error")) {
            job.put("execution_error", last.data());
        }
        var outputs = new JobOutputs(entry.outputs());
        job.put("outputs_count", outputs.count());
        job.put("previewable_outputs_count", outputs.previewableCount());
        outputs.preview().ifPresent(item -> job.put("preview_output", item));
        addWorkflowId(job, entry.prompt());
        return job;
    }

    private static Map<String, @Nullable Object> detailed(HistoryEntry entry) {
        var job = ended(entry);
        job.put("outputs", entry.outputs());
        job.put("execution_status", entry.status());
        job.put(
                "workflow",
                Json.object(
                        "prompt", entry.prompt().graph().tree(),
                        "extra_data", entry.prompt().extraData()));
        return job;
    }

    private static Map<String, @Nullable Object> head(Prompt prompt, String status) {
        return Json.object(
                "id", prompt.id(),
                "status", status,
                "priority", prompt.number(),
                "create_time", prompt.createdMillis());
    }

    private static void addWorkflowId(Map<String, @Nullable Object> job, Prompt prompt) {
        var workflow = object(object(prompt.extraData(), "extra_pnginfo"), "workflow");
        if (workflow.get("id") != null) {
            job.put("workflow_id", workflow.get("id"));
        }
    }

    /** A real server stumbles over extra data of another shape, and so does every listing that holds it. */
    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> parent, String key) {
        var child = parent.containsKey(key) ? Json.asObject(parent.get(key)) : Json.object();
        if (child == null) {
            throw new PythonError("AttributeError", key + " has no attribute 'get'");
        }
        return child;
    }
}
