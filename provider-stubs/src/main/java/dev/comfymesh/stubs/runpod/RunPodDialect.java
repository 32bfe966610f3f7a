package dev.comfymesh.stubs.runpod;

import dev.comfymesh.stubs.domain.Job;
import dev.comfymesh.stubs.domain.Job.Stage;
import dev.comfymesh.stubs.domain.Order;
import dev.comfymesh.stubs.domain.Pricing;
import dev.comfymesh.stubs.domain.RateLimit;
import dev.comfymesh.stubs.http.Counter;
import dev.comfymesh.stubs.http.Dialect;
import dev.comfymesh.stubs.http.Exchange;
import dev.comfymesh.stubs.http.Webhooks;
import dev.comfymesh.stubs.http.Wishes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A RunPod Serverless endpoint whose workers run ComfyUI; charged by the second, the start of a cold worker included. */
public final class RunPodDialect implements Dialect {
    private static final long MICROS_PER_SECOND = 530;
    private static final int WEBHOOK_TRIES = 3;
    private static final long LONGEST_WAIT_MILLIS = 300_000;
    private static final long USUAL_WAIT_MILLIS = 90_000;

    private final ComfyWorker worker;

    public RunPodDialect(ComfyWorker worker) {
        this.worker = worker;
    }

    @Override
    public String name() {
        return "runpod";
    }

    @Override
    public Pricing pricing() {
        return (job, now) ->
                job.started() == null ? 0 : Pricing.micros(job.workerStart().plus(job.ran(now)), MICROS_PER_SECOND);
    }

    @Override
    public void declare(Router router, Counter counter) {
        router.post("/v2/:endpoint/run").handler(counter.submits(this::run));
        router.post("/v2/:endpoint/runsync").handler(counter.submits(it -> runSync(it, counter)));
        router.get("/v2/:endpoint/status/:id").handler(counter.looks((context, job) -> status(context, job, counter)));
        router.get("/v2/:endpoint/stream/:id")
                .handler(counter.looks((context, job) ->
                        Exchange.json(context, 200, state(job, counter).put("stream", new JsonArray()))));
        router.post("/v2/:endpoint/cancel/:id").handler(counter.looks((context, job) -> {
            counter.desk().cancel(job);
            Exchange.json(context, 200, brief(job, "CANCELLED"));
        }));
        router.get("/v2/:endpoint/status-sync/:id")
                .handler(counter.looks((context, job) -> whenOver(context, job, () -> status(context, job, counter))));
        router.post("/v2/:endpoint/purge-queue").handler(counter.members(context -> purge(context, counter)));
        router.get("/v2/:endpoint/health").handler(counter.members(context -> health(context, counter)));
    }

    private void run(Counter.Submission submission) {
        take(submission).ifPresent(job -> submission.answer(200, brief(job, "IN_QUEUE")));
    }

    private void runSync(Counter.Submission submission, Counter counter) {
        var context = submission.context();
        take(submission).ifPresent(job -> whenOver(context, job, () -> submission.answer(200, state(job, counter))));
    }

    /** Answers when the job is over, or when the client has waited for as long as it would. */
    private static void whenOver(RoutingContext context, Job job, Runnable answer) {
        Runnable once = () -> {
            if (!context.response().ended() && !context.response().closed()) {
                answer.run();
            }
        };
        job.end().thenRun(once);
        var wait = context.request().getParam("wait", Long.toString(USUAL_WAIT_MILLIS));
        context.vertx().setTimer(Math.clamp(Long.parseLong(wait), 1000, LONGEST_WAIT_MILLIS), _ -> once.run());
    }

    private static void purge(RoutingContext context, Counter counter) {
        var waiting = counter.desk().jobs().stream()
                .filter(job -> job.stage() == Stage.QUEUED)
                .toList();
        waiting.forEach(counter.desk()::cancel);
        Exchange.json(
                context, 200, new JsonObject().put("removed", waiting.size()).put("status", "completed"));
    }

    private Optional<Job> take(Counter.Submission submission) {
        var context = submission.context();
        var body = Exchange.body(context).orElseGet(JsonObject::new);
        if (!(body.getValue("input") instanceof JsonObject input)) {
            Exchange.json(context, 400, new JsonObject().put("error", "input is required in body"));
            return Optional.empty();
        }
        return Optional.of(submission.accept(new Order(
                UUID.randomUUID() + "-u1",
                Exchange.pathPart(context, "endpoint"),
                input.getMap(),
                worker.handle(input),
                body.getString("webhook"),
                patience(body.getJsonObject("policy", new JsonObject())))));
    }

    private static @Nullable Duration patience(JsonObject policy) {
        var millis = Wishes.number(policy, "ttl", 0).longValue();
        return millis == 0 ? null : Duration.ofMillis(millis);
    }

    private static void status(RoutingContext context, Job job, Counter counter) {
        if (job.stale() || job.stage() == Stage.EXPIRED) {
            unknownJob(context);
        } else {
            Exchange.json(context, 200, state(job, counter));
        }
    }

    private static JsonObject brief(Job job, String status) {
        return new JsonObject().put("id", job.id()).put("status", status);
    }

    private static JsonObject state(Job job, Counter counter) {
        var now = counter.now();
        var state = brief(job, word(job.stage()));
        if (job.started() != null) {
            state.put("delayTime", job.waited(now).toMillis());
        }
        if (job.stage().over()) {
            state.put("executionTime", job.ran(now).toMillis());
        }
        return switch (job.stage()) {
            case SUCCEEDED -> state.put("output", ComfyWorker.output(job));
            case FAILED -> state.mergeIn(ComfyWorker.error(job));
            case QUEUED, RUNNING, CANCELED, EXPIRED -> state;
        };
    }

    private static String word(Stage stage) {
        return switch (stage) {
            case QUEUED -> "IN_QUEUE";
            case RUNNING -> "IN_PROGRESS";
            case SUCCEEDED -> "COMPLETED";
            case FAILED -> "FAILED";
            case CANCELED -> "CANCELLED";
            case EXPIRED -> "TIMED_OUT";
        };
    }

    private static void health(RoutingContext context, Counter counter) {
        var desk = counter.desk();
        var jobs = new JsonObject()
                .put("completed", count(counter, Stage.SUCCEEDED))
                .put("failed", count(counter, Stage.FAILED))
                .put("inProgress", count(counter, Stage.RUNNING))
                .put("inQueue", desk.waiting())
                .put("retried", 0);
        var workers = new JsonObject()
                .put("idle", desk.settings().workers() - desk.working())
                .put("running", desk.working());
        Exchange.json(context, 200, new JsonObject().put("jobs", jobs).put("workers", workers));
    }

    private static long count(Counter counter, Stage stage) {
        return counter.desk().jobs().stream()
                .filter(job -> job.stage() == stage)
                .count();
    }

    @Override
    public void unauthorized(RoutingContext context) {
        Exchange.json(context, 401, new JsonObject().put("error", "Unauthorized"));
    }

    @Override
    public void throttled(RoutingContext context, RateLimit.State state) {
        Exchange.json(context, 429, new JsonObject().put("error", "Too many requests"));
    }

    @Override
    public void unknown(RoutingContext context) {
        unknownJob(context);
    }

    private static void unknownJob(RoutingContext context) {
        Exchange.json(context, 404, new JsonObject().put("error", "job not found"));
    }

    /** Unsigned: whoever is told must ask whether it is true. */
    @Override
    public Optional<Webhooks.Message> message(Job job, String origin) {
        if (!job.stage().over()) {
            return Optional.empty();
        }
        var body = brief(job, word(job.stage()));
        if (job.stage() == Stage.SUCCEEDED) {
            body.put("output", ComfyWorker.output(job));
        }
        return Optional.of(new Webhooks.Message(job.id(), body, WEBHOOK_TRIES, (_, _, _) -> Map.of()));
    }

    @Override
    public void close() {
        worker.close();
    }
}
