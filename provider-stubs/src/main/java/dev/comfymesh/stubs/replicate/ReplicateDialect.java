package dev.comfymesh.stubs.replicate;

import dev.comfymesh.stubs.domain.Job;
import dev.comfymesh.stubs.domain.Order;
import dev.comfymesh.stubs.domain.Pricing;
import dev.comfymesh.stubs.domain.RateLimit;
import dev.comfymesh.stubs.http.Counter;
import dev.comfymesh.stubs.http.Dialect;
import dev.comfymesh.stubs.http.Exchange;
import dev.comfymesh.stubs.http.Webhooks;
import dev.comfymesh.stubs.http.Wishes;
import dev.comfymesh.stubs.studio.ModelStudio;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replicate's predictions: of models by name or version, charged by the second they ran. */
public final class ReplicateDialect implements Dialect {
    private static final long MICROS_PER_SECOND = 975;
    private static final int WEBHOOK_TRIES = 4;
    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final int PAGE = 100;
    private static final Pattern WAIT = Pattern.compile("wait(?:=(\\d+))?");
    private static final Pattern DURATION = Pattern.compile("(\\d+)(s|m|h)?");

    private final StoredFiles files = new StoredFiles();
    private final StandardWebhook signer = new StandardWebhook(Clock.systemUTC());

    @Override
    public String name() {
        return "replicate";
    }

    /** However a prediction ended, what it ran is paid for; what never started costs nothing. */
    @Override
    public Pricing pricing() {
        return (job, now) -> Pricing.micros(job.ran(now), MICROS_PER_SECOND);
    }

    @Override
    public void declare(Router router, Counter counter) {
        router.get("/v1/webhooks/default/secret")
                .handler(counter.members(
                        context -> Exchange.json(context, 200, new JsonObject().put("key", signer.secret()))));
        router.post("/v1/predictions").handler(counter.submits(it -> create(it, counter, "version")));
        router.post("/v1/models/:owner/:name/predictions").handler(counter.submits(it -> create(it, counter, "")));
        router.post("/v1/deployments/:owner/:name/predictions").handler(counter.submits(it -> create(it, counter, "")));
        router.get("/v1/predictions").handler(counter.members(context -> list(context, counter)));
        files.declare(router, counter);
        router.get("/v1/predictions/:id")
                .handler(counter.looks((context, job) ->
                        Exchange.json(context, 200, Prediction.of(job, Exchange.origin(context), counter.now()))));
        router.post("/v1/predictions/:id/cancel").handler(counter.looks((context, job) -> {
            counter.desk().cancel(job);
            Exchange.json(context, 200, Prediction.of(job, Exchange.origin(context), counter.now()));
        }));
    }

    private static void create(Counter.Submission submission, Counter counter, String modelField) {
        var context = submission.context();
        var body = Exchange.body(context).orElseGet(JsonObject::new);
        var model = modelField.isEmpty()
                ? Exchange.pathPart(context, "owner") + "/" + Exchange.pathPart(context, "name")
                : Wishes.text(body, modelField);
        if (model.isEmpty() || !(body.getValue("input") instanceof JsonObject input)) {
            problem(context, 422, "Input validation failed", "- input: an object is required");
            return;
        }
        if (Wishes.text(input, "prompt").isEmpty()) {
            problem(context, 422, "Input validation failed", "- input: prompt is required");
            return;
        }
        var wish = Wishes.of(
                model,
                input,
                Wishes.number(input, "width", 512).intValue(),
                Wishes.number(input, "height", 512).intValue());
        var job = submission.accept(new Order(
                UUID.randomUUID().toString().replace("-", "").substring(0, 26),
                model,
                body.getMap(),
                () -> ModelStudio.paint(wish),
                body.getString("webhook"),
                patience(context)));
        answer(submission, counter, job);
    }

    /** At once, or when the job is over if the client would rather wait for that. */
    private static void answer(Counter.Submission submission, Counter counter, Job job) {
        var context = submission.context();
        var origin = Exchange.origin(context);
        Runnable answer = () -> {
            if (!context.response().ended() && !context.response().closed()) {
                submission.answer(201, Prediction.of(job, origin, counter.now()));
            }
        };
        var prefers = context.request().getHeader("Prefer");
        var wait = WAIT.matcher(prefers == null ? "" : prefers);
        if (!wait.matches()) {
            answer.run();
            return;
        }
        job.end().thenRun(answer);
        context.vertx().setTimer(seconds(wait) * 1000L, _ -> answer.run());
    }

    private static int seconds(Matcher wait) {
        return wait.group(1) == null
                ? LONGEST_WAIT_SECONDS
                : Math.clamp(Integer.parseInt(wait.group(1)), 1, LONGEST_WAIT_SECONDS);
    }

    private static @Nullable Duration patience(RoutingContext context) {
        var after = context.request().getHeader("Cancel-After");
        var told = DURATION.matcher(after == null ? "" : after);
        if (!told.matches()) {
            return null;
        }
        var unit = told.group(2) == null ? "s" : told.group(2);
        return Duration.parse("PT" + told.group(1) + unit.toUpperCase(Locale.ROOT));
    }

    /** The newest first, a page at a time; the cursor says how many were shown before. */
    private static void list(RoutingContext context, Counter counter) {
        var after = context.request().getParam("created_after");
        var since = after == null ? Instant.EPOCH : Instant.parse(after);
        var from = Integer.parseInt(context.request().getParam("cursor", "0"));
        var jobs = counter.desk().jobs().stream()
                .filter(job -> job.created().isAfter(since))
                .toList()
                .reversed();
        var origin = Exchange.origin(context);
        var until = Math.min(jobs.size(), from + PAGE);
        var results = new JsonArray();
        jobs.subList(Math.min(from, until), until)
                .forEach(job -> results.add(Prediction.of(job, origin, counter.now())));
        var next = "%s/v1/predictions?cursor=%d&created_after=%s".formatted(origin, until, since);
        Exchange.json(
                context,
                200,
                new JsonObject()
                        .putNull("previous")
                        .put("next", until < jobs.size() ? next : null)
                        .put("results", results));
    }

    static void problem(RoutingContext context, int status, String title, String detail) {
        Exchange.json(
                context,
                status,
                new JsonObject().put("title", title).put("detail", detail).put("status", status));
    }

    @Override
    public void unauthorized(RoutingContext context) {
        problem(context, 401, "Unauthenticated", "You did not pass a valid authentication token");
    }

    @Override
    public void throttled(RoutingContext context, RateLimit.State state) {
        context.response()
                .putHeader("ratelimit-remaining", "0")
                .putHeader("ratelimit-reset", Long.toString(state.resetSeconds()))
                .putHeader("Retry-After", Long.toString(state.resetSeconds()));
        problem(
                context,
                429,
                "Too Many Requests",
                "Request was throttled. Your rate limit resets in ~%ds.".formatted(state.resetSeconds()));
    }

    @Override
    public void unknown(RoutingContext context) {
        problem(context, 404, "Not found", "The requested resource could not be found.");
    }

    @Override
    public Optional<Webhooks.Message> message(Job job, String origin) {
        var wanted = job.order().request().get("webhook_events_filter");
        var event = job.stage().over() ? "completed" : "start";
        if (wanted instanceof List<?> events && !events.contains(event)) {
            return Optional.empty();
        }
        return Optional.of(new Webhooks.Message(
                "msg_" + UUID.randomUUID(), Prediction.of(job, origin, Instant.now()), WEBHOOK_TRIES, signer));
    }
}
