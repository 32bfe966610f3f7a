package dev.comfymesh.stubs.runpod;

import dev.comfymesh.stubs.domain.Job;
import dev.comfymesh.stubs.domain.Made;
import dev.comfymesh.stubs.http.Wishes;
import dev.comfymesh.stubs.studio.GraphStudio;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What worker-comfyui makes of an input: it runs the graph on a ComfyUI of its own and hands the pictures over in its answer. */
public final class ComfyWorker implements AutoCloseable {
    private final GraphStudio studio;

    public ComfyWorker(GraphStudio studio) {
        this.studio = studio;
    }

    Supplier<Made> handle(JsonObject input) {
        return () -> {
            if (!input.containsKey("workflow")) {
                return failed("Missing 'workflow' parameter");
            }
            input.getJsonArray("images", new JsonArray()).forEach(this::stage);
            return run(input.getValue("workflow") instanceof JsonObject graph ? graph.getMap() : null);
        };
    }

    private void stage(Object image) {
        if (image instanceof JsonObject file) {
            var content = Wishes.text(file, "image").replaceFirst("^data:[^,]*,", "");
            studio.stage(Wishes.text(file, "name"), Base64.getDecoder().decode(content));
        }
    }

    private Made run(@Nullable Map<String, Object> graph) {
        return switch (studio.hand(graph)) {
            case GraphStudio.Answer.Taken(var run) -> studio.made(run);
            case GraphStudio.Answer.Refused(var error, var nodeErrors) -> failed(text(error, nodeErrors));
        };
    }

    /** What is wrong with which node, flattened into one text. */
    private static String text(Map<String, @Nullable Object> error, Map<String, @Nullable Object> nodeErrors) {
        var lines = new ArrayList<String>();
        nodeErrors.forEach((node, told) -> {
            var errors = told instanceof Map<?, ?> map && map.get("errors") instanceof List<?> list ? list : List.of();
            errors.forEach(each -> lines.add("• Node " + node + " (errors): " + message(each)));
        });
        return lines.isEmpty()
                ? "Workflow validation failed: " + error.get("message")
                : "Workflow validation failed:\n" + String.join("\n", lines);
    }

    private static String message(Object error) {
        return error instanceof Map<?, ?> map ? map.get("message") + ": " + map.get("details") : String.valueOf(error);
    }

    private static Made failed(String message) {
        return new Made.Broken("", "", "handler", message);
    }

    static JsonObject output(Job job) {
        var images = new JsonArray();
        job.pictures()
                .forEach(picture -> images.add(new JsonObject()
                        .put("filename", picture.name())
                        .put("type", "base64")
                        .put("data", Base64.getEncoder().encodeToString(picture.bytes()))));
        var output = new JsonObject().put("images", images);
        return images.isEmpty() ? output.put("status", "success_no_images") : output;
    }

    /** What the platform takes from the handler's answer: its error apart, and the rest as the output. */
    static JsonObject error(Job job) {
        if (job.made() instanceof Made.Broken broken && broken.type().equals("handler")) {
            return new JsonObject().put("error", broken.message());
        }
        var details = new JsonArray();
        if (job.made() instanceof Made.Broken broken) {
            details.add("Workflow execution error: Node Type: %s, Node ID: %s, Message: %s"
                    .formatted(broken.nodeClass(), broken.node(), broken.message()));
        }
        return new JsonObject()
                .put("error", "Job processing failed")
                .put("output", new JsonObject().put("details", details));
    }

    @Override
    public void close() {
        studio.close();
    }
}
