package dev.comfymesh.stubs.comfyapi;

import dev.comfymesh.stubs.domain.Job;
import dev.comfymesh.stubs.domain.Job.Stage;
import dev.comfymesh.stubs.domain.Made;
import dev.comfymesh.stubs.http.Counter;
import dev.comfymesh.stubs.http.Exchange;
import dev.comfymesh.stubs.http.Pictures;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows jobs, at once or as a stream of what changes. */
final class JobView {
    private static final long STREAM_MILLIS = 100;

    private final Counter counter;

    JobView(Counter counter) {
        this.counter = counter;
    }

    void show(RoutingContext context, Job job) {
        Exchange.json(context, 200, of(job, Exchange.origin(context)));
    }

    JsonObject of(Job job, String origin) {
        var own = "/api/v2/jobs/" + job.id();
        var now = counter.now();
        var over = job.stage().over();
        return new JsonObject()
                .put("id", job.id())
                .put("status", word(job.stage()))
                .put("created_at", job.created().toString())
                .put("started_at", text(job.started()))
                .put("completed_at", text(job.ended()))
                .put("expires_at", expiry(job).toString())
                .put(
                        "queue_position",
                        job.stage() == Stage.QUEUED ? counter.desk().ahead(job) : null)
                .put("progress", job.started() == null ? null : progress(job))
                .put("outputs", outputs(job, origin))
                .put("error", job.made() instanceof Made.Broken broken ? ComfyApiDialect.error(broken) : null)
                .put(
                        "metrics",
                        new JsonObject()
                                .put("queue_ms", job.waited(now).toMillis())
                                .put("execution_ms", over ? job.ran(now).toMillis() : null))
                .put(
                        "urls",
                        new JsonObject()
                                .put("self", own)
                                .put("events", own + "/events")
                                .put("cancel", own + "/cancel"));
    }

    private Instant expiry(Job job) {
        return job.created().plus(counter.desk().settings().retention());
    }

    private JsonObject progress(Job job) {
        var nodes = job.order().request().size();
        var value = job.progress(counter.now());
        return new JsonObject()
                .put("value", value)
                .put("nodes_done", (int) (value * nodes))
                .put("nodes_total", nodes);
    }

    private JsonArray outputs(Job job, String origin) {
        var outputs = new JsonArray();
        for (int i = 0; i < job.pictures().size(); i++) {
            var picture = job.pictures().get(i);
            outputs.add(new JsonObject()
                    .put("node_id", picture.node())
                    .put("name", picture.name())
                    .put("type", "image")
                    .put("content_type", Pictures.contentType(job))
                    .put("size_bytes", picture.bytes().length)
                    .put("id", Assets.ofOutput(job, i))
                    .putNull("hash")
                    .put("url", origin + Pictures.path(job, i))
                    .put("url_expires_at", expiry(job).toString())
                    .put("job_id", job.id()));
        }
        return outputs;
    }

    /** What the stream tells when somebody joins, and again as long as the job is not over. */
    void stream(RoutingContext context, Job job) {
        var origin = Exchange.origin(context);
        var response = context.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.write(status(job));
        long turns = context.vertx().setPeriodic(STREAM_MILLIS, timer -> {
            if (job.started() != null) {
                response.write(event("progress", progress(job)));
            }
            if (job.stage().over()) {
                context.vertx().cancelTimer(timer);
                outputs(job, origin).forEach(output -> response.write(event("output", (JsonObject) output)));
                response.end(status(job));
            }
        });
        response.closeHandler(_ -> context.vertx().cancelTimer(turns));
    }

    private String status(Job job) {
        return event("status", new JsonObject().put("status", word(job.stage())));
    }

    private static String event(String type, JsonObject data) {
        return "event: " + type + "\ndata: " + data.encode() + "\n\n";
    }

    private static String word(Stage stage) {
        return switch (stage) {
            case QUEUED -> "queued";
            case RUNNING -> "running";
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case CANCELED -> "canceled";
            case EXPIRED -> "expired";
        };
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
