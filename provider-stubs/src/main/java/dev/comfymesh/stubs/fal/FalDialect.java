package dev.comfymesh.stubs.fal;

import dev.comfymesh.stubs.domain.Fault;
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
import dev.comfymesh.stubs.studio.ModelStudio;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** fal's queue: any model by its path; whoever waits for a job goes by the addresses that he was given. */
public final class FalDialect implements Dialect {
    /** For one picture, which is one billable unit. */
    private static final long UNIT_MICROS = 25_000;

    private static final int WEBHOOK_TRIES = 10;
    private static final Map<String, int[]> SIZES = Map.of(
            "square_hd", new int[] {1024, 1024},
            "square", new int[] {512, 512},
            "portrait_4_3", new int[] {768, 1024},
            "portrait_16_9", new int[] {576, 1024},
            "landscape_4_3", new int[] {1024, 768},
            "landscape_16_9", new int[] {1024, 576});

    private final FalSigner signer = new FalSigner(Clock.systemUTC());

    @Override
    public String name() {
        return "fal";
    }

    /** Failures cost nothing, and neither does what was stopped in time. */
    @Override
    public Pricing pricing() {
        return (job, _) -> units(job) * UNIT_MICROS;
    }

    static long units(Job job) {
        return switch (job.stage()) {
            case SUCCEEDED -> FalResult.wish(job).count();
            case CANCELED ->
                job.fault() == Fault.BILL_ON_CANCEL ? FalResult.wish(job).count() : 0;
            case QUEUED, RUNNING, FAILED, EXPIRED -> 0;
        };
    }

    @Override
    public void declare(Router router, Counter counter) {
        var results = new FalResult(counter);
        router.get("/.well-known/jwks.json").handler(context -> Exchange.json(context, 200, signer.keySet()));
        router.get("/v1/models/pricing").handler(counter.members(FalDialect::price));
        var request = "/:owner/:app/requests/:id";
        router.get(request + "/status").handler(counter.looks(results::status));
        router.get(request + "/status/stream").handler(counter.looks(results::stream));
        router.get(request).handler(counter.looks(results::result));
        router.put(request + "/cancel").handler(counter.looks((context, job) -> cancel(counter, context, job)));
        router.postWithRegex("/(?<owner>[^/]+)/(?<app>[^/]+)(?<path>/.*)?")
                .handler(counter.submits(it -> submit(it, results)));
    }

    private static void submit(Counter.Submission submission, FalResult results) {
        var context = submission.context();
        var input = Exchange.body(context).orElseGet(JsonObject::new);
        var app = Exchange.pathPart(context, "owner") + "/" + Exchange.pathPart(context, "app");
        var model = context.normalizedPath().substring(1);
        var wish = wish(model, input);
        var job = submission.accept(new Order(
                UUID.randomUUID().toString(),
                app,
                input.put("model", model).put("seed", wish.seed()).getMap(),
                () -> FalResult.made(wish),
                context.request().getParam("fal_webhook"),
                patience(context)));
        submission.answer(200, results.state(context, job));
    }

    static ModelStudio.Wish wish(String model, JsonObject input) {
        var size = input.getValue("image_size") instanceof JsonObject given
                ? new int[] {
                    Wishes.number(given, "width", 512).intValue(),
                    Wishes.number(given, "height", 512).intValue()
                }
                : SIZES.getOrDefault(Wishes.text(input, "image_size"), new int[] {1024, 768});
        return Wishes.of(model, input, size[0], size[1]);
    }

    /** The header bounds the time until the start, whatever its name says. */
    private static @Nullable Duration patience(RoutingContext context) {
        var seconds = context.request().getHeader("X-Fal-Request-Timeout");
        return seconds == null ? null : Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000));
    }

    private static void cancel(Counter counter, RoutingContext context, Job job) {
        if (job.stage().over()) {
            Exchange.json(context, 400, new JsonObject().put("status", "ALREADY_COMPLETED"));
            return;
        }
        counter.desk().cancel(job);
        Exchange.json(context, 202, new JsonObject().put("status", "CANCELLATION_REQUESTED"));
    }

    private static void price(RoutingContext context) {
        var price = new JsonObject()
                .put("endpoint_id", context.request().getParam("endpoint_id", ""))
                .put("unit_price", UNIT_MICROS / 1e6)
                .put("unit", "images")
                .put("currency", "USD");
        Exchange.json(context, 200, new JsonObject().put("prices", new JsonArray().add(price)));
    }

    @Override
    public void unauthorized(RoutingContext context) {
        Exchange.json(context, 401, new JsonObject().put("detail", "Authentication is required to access this app."));
    }

    @Override
    public void throttled(RoutingContext context, RateLimit.State state) {
        context.response().putHeader("Retry-After", Long.toString(state.resetSeconds()));
        Exchange.json(context, 429, new JsonObject().put("detail", "Rate limit exceeded"));
    }

    @Override
    public void unknown(RoutingContext context) {
        if (context.request().method().name().equals("PUT")) {
            Exchange.json(context, 404, new JsonObject().put("status", "NOT_FOUND"));
        } else {
            Exchange.json(context, 404, new JsonObject().put("detail", "Request not found"));
        }
    }

    @Override
    public Optional<Webhooks.Message> message(Job job, String origin) {
        if (job.stage() != Stage.SUCCEEDED && job.stage() != Stage.FAILED) {
            return Optional.empty();
        }
        var body = new JsonObject().put("request_id", job.id()).put("gateway_request_id", job.id());
        FalResult.failure(job)
                .ifPresentOrElse(
                        failure -> body.put("status", "ERROR")
                                .put("error", failure.message())
                                .put("payload", failure.body()),
                        () -> body.put("status", "OK").put("payload", FalResult.payload(job, origin)));
        return Optional.of(new Webhooks.Message(job.id(), body, WEBHOOK_TRIES, signer));
    }
}
