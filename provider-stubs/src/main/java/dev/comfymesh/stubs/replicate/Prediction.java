package dev.comfymesh.stubs.replicate;

import dev.comfymesh.stubs.domain.Job;
import dev.comfymesh.stubs.domain.Made;
import dev.comfymesh.stubs.http.Pictures;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How a job is shown: what came of it as addresses, and its progress as lines of a log. */
final class Prediction {
    private static final int STEPS = 20;

    private Prediction() {}

    static JsonObject of(Job job, String origin, Instant now) {
        var own = origin + "/v1/predictions/" + job.id();
        var shown = new JsonObject()
                .put("id", job.id())
                .put("model", job.order().model().replaceAll(":.*", ""))
                .put("version", "hidden")
                .put("input", new JsonObject(job.order().request()).getJsonObject("input"))
                .put("logs", log(job.progress(now)))
                .put("output", output(job, origin))
                .put("error", job.made() instanceof Made.Broken broken ? broken.message() : null)
                .put("status", word(job.stage()))
                .put("created_at", job.created().toString())
                .put("started_at", text(job.started()))
                .put("completed_at", text(job.ended()))
                .put("data_removed", job.stale())
                .put(
                        "urls",
                        new JsonObject()
                                .put("get", own)
                                .put("cancel", own + "/cancel")
                                .put("web", own));
        if (job.order().webhook() != null) {
            shown.put("webhook", job.order().webhook());
        }
        return job.stage().over() ? shown.put("metrics", metrics(job, now)) : shown;
    }

    private static JsonObject metrics(Job job, Instant now) {
        var ran = job.ran(now);
        return new JsonObject()
                .put("predict_time", ran.toMillis() / 1000.0)
                .put("total_time", ran.plus(job.waited(now)).toMillis() / 1000.0);
    }

    private static @Nullable JsonArray output(Job job, String origin) {
        return job.stage() != Job.Stage.SUCCEEDED || job.stale()
                ? null
                : new JsonArray(IntStream.range(0, job.pictures().size())
                        .mapToObj(number -> origin + Pictures.path(job, number))
                        .toList());
    }

    private static String word(Job.Stage stage) {
        return switch (stage) {
            case QUEUED -> "starting";
            case RUNNING -> "processing";
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case CANCELED -> "canceled";
            case EXPIRED -> "aborted";
        };
    }

    /** As a progress bar of the model's own writes it. */
    private static String log(double progress) {
        var step = (int) (progress * STEPS);
        return step == 0
                ? ""
                : "%3d%%|%s| %d/%d [00:01<00:00, 10.00it/s]%n"
                        .formatted(step * 100 / STEPS, "█".repeat(step), step, STEPS);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
