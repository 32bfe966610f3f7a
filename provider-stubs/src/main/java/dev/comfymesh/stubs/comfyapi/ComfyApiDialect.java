package dev.comfymesh.stubs.comfyapi;

import dev.comfymesh.stubs.domain.Job;
import dev.comfymesh.stubs.domain.Made;
import dev.comfymesh.stubs.domain.Order;
import dev.comfymesh.stubs.domain.Pricing;
import dev.comfymesh.stubs.domain.RateLimit;
import dev.comfymesh.stubs.http.Counter;
import dev.comfymesh.stubs.http.Dialect;
import dev.comfymesh.stubs.http.Exchange;
import dev.comfymesh.stubs.http.Webhooks;
import dev.comfymesh.stubs.studio.GraphStudio;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server of the Comfy API v2: takes any graph, charged by the second that it ran. */
public final class ComfyApiDialect implements Dialect {
    private static final long MICROS_PER_SECOND = 600;

    private final GraphStudio studio;
    private final Assets assets;
    private final Set<String> keys = new HashSet<>();

    public ComfyApiDialect(GraphStudio studio) {
        this.studio = studio;
        this.assets = new Assets(studio);
    }

    @Override
    public String name() {
        return "comfyapi";
    }

    @Override
    public Pricing pricing() {
        return (job, now) -> Pricing.micros(job.ran(now), MICROS_PER_SECOND);
    }

    @Override
    public void declare(Router router, Counter counter) {
        var views = new JobView(counter);
        var job = "/api/v2/jobs/:id";
        router.post("/api/v2/jobs").handler(counter.submits(it -> submit(it, views)));
        router.get(job).handler(counter.looks(views::show));
        router.get(job + "/workflow").handler(counter.looks(ComfyApiDialect::workflow));
        router.get(job + "/events").handler(counter.looks(views::stream));
        router.post(job + "/cancel").handler(counter.looks((context, found) -> {
            counter.desk().cancel(found);
            views.show(context, found);
        }));
        assets.declare(router, counter);
    }

    private void submit(Counter.Submission submission, JobView views) {
        var context = submission.context();
        var body = Exchange.body(context).orElseGet(JsonObject::new);
        var key = context.request().getHeader("Idempotency-Key");
        if (key != null && keys.contains(key)) {
            refuse(context, 422, "idempotency_key_reuse", "The Idempotency-Key was used before.", null);
            return;
        }
        if (!(body.getValue("workflow") instanceof JsonObject workflow)) {
            refuse(context, 422, "invalid_workflow", "workflow is required", null);
            return;
        }
        if (workflow.containsKey("nodes") && workflow.containsKey("links")) {
            refuse(context, 422, "workflow_format_ui", "Submit the graph in API format.", null);
            return;
        }
        var graph = assets.resolved(workflow);
        if (graph.isEmpty()) {
            refuse(context, 422, "missing_asset", "The workflow refers to an asset that is not there.", null);
            return;
        }
        switch (studio.hand(graph.get())) {
            case GraphStudio.Answer.Refused(var error, var nodeErrors) ->
                refuse(
                        context,
                        422,
                        "invalid_workflow",
                        String.valueOf(error.get("message")),
                        new JsonObject().put("node_errors", new JsonObject(nodeErrors)));
            case GraphStudio.Answer.Taken(var run) -> {
                if (key != null) {
                    keys.add(key);
                }
                var job = submission.accept(order(workflow, run));
                submission.answer(201, views.of(job, Exchange.origin(context)));
            }
        }
    }

    private Order order(JsonObject workflow, String run) {
        return new Order(
                UUID.randomUUID().toString(), "workflow", workflow.getMap(), () -> studio.made(run), null, null);
    }

    private static void workflow(RoutingContext context, Job job) {
        Exchange.json(
                context,
                200,
                new JsonObject()
                        .put("workflow", new JsonObject(job.order().request()))
                        .put("format", "api"));
    }

    static void refuse(RoutingContext context, int status, String code, String message, @Nullable JsonObject details) {
        var error = new JsonObject().put("code", code).put("message", message).put("details", details);
        Exchange.json(context, status, new JsonObject().put("error", error));
    }

    @Override
    public void unauthorized(RoutingContext context) {
        refuse(context, 401, "unauthorized", "The credentials are missing.", null);
    }

    @Override
    public void throttled(RoutingContext context, RateLimit.State state) {
        context.response().putHeader("Retry-After", Long.toString(state.resetSeconds()));
        refuse(context, 429, "queue_full", "The queue is full.", null);
    }

    @Override
    public void unknown(RoutingContext context) {
        refuse(context, 404, "not_found", "There is no such thing.", null);
    }

    @Override
    public Optional<Webhooks.Message> message(Job job, String origin) {
        return Optional.empty();
    }

    /** What a run that failed is said to have failed of. */
    static JsonObject error(Made.Broken broken) {
        return new JsonObject(Map.of(
                "code",
                broken.type().endsWith("OutOfMemoryError") ? "OOMError" : "node_execution_error",
                "message",
                broken.message(),
                "node_id",
                broken.node(),
                "class_type",
                broken.nodeClass()));
    }

    @Override
    public void close() {
        studio.close();
    }
}
