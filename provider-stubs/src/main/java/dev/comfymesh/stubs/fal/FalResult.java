package dev.comfymesh.stubs.fal;

import dev.comfymesh.stubs.domain.Fault;
import dev.comfymesh.stubs.domain.Job;
import dev.comfymesh.stubs.domain.Job.Stage;
import dev.comfymesh.stubs.domain.Made;
import dev.comfymesh.stubs.http.Counter;
import dev.comfymesh.stubs.http.Exchange;
import dev.comfymesh.stubs.http.Pictures;
import dev.comfymesh.stubs.http.Wishes;
import dev.comfymesh.stubs.studio.ModelStudio;
import dev.comfymesh.stubs.studio.ModelStudio.Wish;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Tells where a job stands and what came of it. No state is called failed: that shows in how the result is answered. */
final class FalResult {
    private static final long STREAM_MILLIS = 100;

    private final Counter counter;

    /** How the result of a job that came to nothing is answered. */
    record Failure(int status, String type, String message, JsonObject body) {
        static Failure ofRunner(int status, String type, String message) {
            return new Failure(
                    status,
                    type,
                    message,
                    new JsonObject().put("detail", message).put("error_type", type));
        }

        /** A complaint about the input, in the model's words. */
        static Failure ofInput(String field, String type, String message) {
            var detail = new JsonObject()
                    .put("loc", new JsonArray().add("body").add(field))
                    .put("msg", message)
                    .put("type", type);
            return new Failure(422, "", message, new JsonObject().put("detail", new JsonArray().add(detail)));
        }
    }

    FalResult(Counter counter) {
        this.counter = counter;
    }

    static Wish wish(Job job) {
        var input = new JsonObject(job.order().request());
        return FalDialect.wish(Wishes.text(input, "model"), input);
    }

    static Made made(Wish wish) {
        return wish.prompt().isEmpty() ? new Made.Broken("", "", "missing", "Field required") : ModelStudio.paint(wish);
    }

    JsonObject state(RoutingContext context, Job job) {
        var own = Exchange.origin(context) + "/" + job.order().model() + "/requests/" + job.id();
        var state = new JsonObject()
                .put("status", word(job.stage()))
                .put("request_id", job.id())
                .put("response_url", own)
                .put("status_url", own + "/status")
                .put("cancel_url", own + "/cancel");
        if (job.stage() == Stage.QUEUED) {
            return state.put("queue_position", counter.desk().ahead(job));
        }
        state.put("logs", new JsonArray());
        if (job.stage().over()) {
            var seconds = job.ran(counter.now()).toMillis() / 1000.0;
            state.put("metrics", new JsonObject().put("inference_time", seconds));
            failure(job).ifPresent(failure -> {
                state.put("error", failure.message());
                if (!failure.type().isEmpty()) {
                    state.put("error_type", failure.type());
                }
            });
        }
        return state;
    }

    private static String word(Stage stage) {
        return switch (stage) {
            case QUEUED -> "IN_QUEUE";
            case RUNNING -> "IN_PROGRESS";
            case SUCCEEDED, FAILED, CANCELED, EXPIRED -> "COMPLETED";
        };
    }

    void status(RoutingContext context, Job job) {
        Exchange.json(context, job.stage().over() ? 200 : 202, state(context, job));
    }

    void stream(RoutingContext context, Job job) {
        var response = context.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.write(event(context, job));
        long turns = context.vertx().setPeriodic(STREAM_MILLIS, timer -> {
            response.write(event(context, job));
            if (job.stage().over()) {
                context.vertx().cancelTimer(timer);
                response.end();
            }
        });
        response.closeHandler(_ -> context.vertx().cancelTimer(turns));
    }

    private String event(RoutingContext context, Job job) {
        return "data: " + state(context, job).encode() + "\n\n";
    }

    void result(RoutingContext context, Job job) {
        context.response().putHeader("x-fal-request-id", job.id());
        if (!job.stage().over()) {
            Exchange.json(context, 400, new JsonObject().put("detail", "Request is still in progress"));
            return;
        }
        context.response().putHeader("x-fal-billable-units", Long.toString(FalDialect.units(job)));
        failure(job)
                .ifPresentOrElse(
                        failure -> refuse(context, failure),
                        () -> Exchange.json(context, 200, payload(job, Exchange.origin(context))));
    }

    private static void refuse(RoutingContext context, Failure failure) {
        if (failure.type().isEmpty()) {
            context.response().putHeader("X-Fal-Retryable", "false");
        } else {
            context.response().putHeader("X-Fal-Error-Type", failure.type());
        }
        if (failure.type().equals("request_timeout")) {
            context.response().putHeader("X-Fal-Request-Timeout-Type", "user");
        }
        Exchange.json(context, failure.status(), failure.body());
    }

    /** Empty for a job that succeeded. */
    static Optional<Failure> failure(Job job) {
        return switch (job.stage()) {
            case QUEUED, RUNNING, SUCCEEDED -> Optional.empty();
            case EXPIRED ->
                Optional.of(Failure.ofRunner(504, "request_timeout", "The request was not started in time"));
            case CANCELED -> Optional.of(Failure.ofRunner(499, "client_cancelled", "The request was cancelled"));
            case FAILED -> job.made() instanceof Made.Broken broken ? Optional.of(failure(broken)) : Optional.empty();
        };
    }

    private static Failure failure(Made.Broken broken) {
        return switch (broken.type()) {
            case "missing" -> Failure.ofInput("prompt", "missing", broken.message());
            case "content_policy_violation" -> Failure.ofInput("prompt", broken.type(), broken.message());
            case "torch.OutOfMemoryError" -> Failure.ofRunner(503, "runner_disconnected", "Runner disconnected");
            default -> Failure.ofRunner(500, "internal_server_error", broken.message());
        };
    }

    static JsonObject payload(Job job, String origin) {
        var wish = wish(job);
        var images = new JsonArray();
        var flags = new JsonArray();
        for (int i = 0; i < job.pictures().size(); i++) {
            images.add(new JsonObject()
                    .put("url", origin + Pictures.path(job, i))
                    .put("width", wish.width())
                    .put("height", wish.height())
                    .put("content_type", Pictures.contentType(job)));
            flags.add(job.fault() == Fault.OUTPUT_FLAGGED);
        }
        return new JsonObject()
                .put("images", images)
                .put("timings", new JsonObject())
                .put("seed", wish.seed())
                .put("has_nsfw_concepts", flags)
                .put("prompt", wish.prompt());
    }
}
