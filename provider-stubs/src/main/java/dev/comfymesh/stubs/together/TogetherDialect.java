package dev.comfymesh.stubs.together;

import dev.comfymesh.stubs.domain.Job;
import dev.comfymesh.stubs.domain.Job.Stage;
import dev.comfymesh.stubs.domain.Made;
import dev.comfymesh.stubs.domain.Order;
import dev.comfymesh.stubs.domain.Pricing;
import dev.comfymesh.stubs.domain.RateLimit;
import dev.comfymesh.stubs.http.Counter;
import dev.comfymesh.stubs.http.Dialect;
import dev.comfymesh.stubs.http.Exchange;
import dev.comfymesh.stubs.http.Pictures;
import dev.comfymesh.stubs.http.Webhooks;
import dev.comfymesh.stubs.http.Wishes;
import dev.comfymesh.stubs.studio.ModelStudio;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Together's pictures: the answer to the request is the result, and who does not wait for it pays all the same. */
public final class TogetherDialect implements Dialect {
    /** For one picture. */
    private static final long PICTURE_MICROS = 2_700;

    private static final int MOST = 4;

    @Override
    public String name() {
        return "together";
    }

    @Override
    public Pricing pricing() {
        return (job, _) -> job.stage() == Stage.SUCCEEDED ? count(job) * PICTURE_MICROS : 0;
    }

    private static long count(Job job) {
        return Wishes.number(new JsonObject(job.order().request()), "n", 1).longValue();
    }

    @Override
    public void declare(Router router, Counter counter) {
        router.post("/v1/images/generations").handler(counter.submits(TogetherDialect::generate));
    }

    private static void generate(Counter.Submission submission) {
        var context = submission.context();
        var input = Exchange.body(context).orElseGet(JsonObject::new);
        for (var field : new String[] {"model", "prompt"}) {
            if (Wishes.text(input, field).isEmpty()) {
                error(context, 400, field + " is required", field, "missing_required_parameter");
                return;
            }
        }
        if (Wishes.number(input, "n", 1).intValue() > MOST) {
            error(context, 400, "n is at most " + MOST, "n", "invalid_parameter");
            return;
        }
        var wish = Wishes.of(
                Wishes.text(input, "model"),
                input,
                Wishes.number(input, "width", 1024).intValue(),
                Wishes.number(input, "height", 1024).intValue());
        var origin = Exchange.origin(context);
        submission
                .accept(new Order(
                        "img-" + UUID.randomUUID(),
                        wish.model(),
                        input.getMap(),
                        () -> ModelStudio.paint(wish),
                        null,
                        null))
                .end()
                .thenAccept(job -> answer(submission, job, origin));
    }

    private static void answer(Counter.Submission submission, Job job, String origin) {
        if (job.made() instanceof Made.Broken broken) {
            var rejected = broken.type().equals("content_policy_violation");
            error(
                    submission.context(),
                    rejected ? 400 : 500,
                    broken.message(),
                    null,
                    rejected ? "content_policy_violation" : "internal_server_error");
            return;
        }
        var data = new JsonArray();
        for (int i = 0; i < job.pictures().size(); i++) {
            data.add(picture(job, i, origin));
        }
        submission.answer(
                200,
                new JsonObject()
                        .put("id", job.id())
                        .put("model", job.order().model())
                        .put("object", "list")
                        .put("data", data));
    }

    private static JsonObject picture(Job job, int number, String origin) {
        var inline = "base64".equals(job.order().request().get("response_format"));
        var shown = new JsonObject().put("index", number);
        return inline
                ? shown.put("type", "b64_json")
                        .put(
                                "b64_json",
                                Base64.getEncoder()
                                        .encodeToString(
                                                job.pictures().get(number).bytes()))
                : shown.put("type", "url").put("url", origin + Pictures.path(job, number));
    }

    private static void error(RoutingContext context, int status, String message, @Nullable String param, String code) {
        var error = new JsonObject()
                .put("message", message)
                .put("type", status < 500 ? "invalid_request_error" : "server_error")
                .put("param", param)
                .put("code", code);
        Exchange.json(context, status, new JsonObject().put("error", error));
    }

    @Override
    public void unauthorized(RoutingContext context) {
        error(context, 401, "Missing API key", null, "missing_api_key");
    }

    @Override
    public void tellLimit(RoutingContext context, RateLimit.State state) {
        context.response()
                .putHeader("x-ratelimit-limit", Integer.toString(state.limit()))
                .putHeader("x-ratelimit-remaining", Integer.toString(Math.max(0, state.remaining())))
                .putHeader("x-ratelimit-reset", Long.toString(state.resetSeconds()));
    }

    @Override
    public void throttled(RoutingContext context, RateLimit.State state) {
        context.response().putHeader("Retry-After", Long.toString(state.resetSeconds()));
        error(context, 429, "You have reached the rate limit", null, "rate_limit_exceeded");
    }

    @Override
    public void unknown(RoutingContext context) {
        error(context, 404, "Not found", null, "not_found");
    }

    @Override
    public Optional<Webhooks.Message> message(Job job, String origin) {
        return Optional.empty();
    }
}
