package dev.comfymesh.stubs.http;

import dev.comfymesh.stubs.domain.Desk;
import dev.comfymesh.stubs.domain.Fault;
import dev.comfymesh.stubs.domain.FaultScript;
import dev.comfymesh.stubs.domain.FaultScript.Line;
import dev.comfymesh.stubs.domain.Job;
import dev.comfymesh.stubs.domain.Meter;
import dev.comfymesh.stubs.domain.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** What no real provider has: its knobs, its meter, and what it was asked for. */
final class ControlRoutes {
    private final Desk desk;
    private final FaultScript script;

    ControlRoutes(Desk desk, FaultScript script) {
        this.desk = desk;
        this.script = script;
    }

    void declare(Router router) {
        router.get("/stub/knobs").handler(context -> Exchange.json(context, 200, position()));
        router.post("/stub/knobs").handler(this::turn);
        router.get("/stub/meter").handler(context -> Exchange.json(context, 200, meter()));
        router.get("/stub/jobs").handler(context -> Exchange.json(context, 200, jobs()));
    }

    private JsonObject position() {
        var line = script.line();
        var settings = desk.settings();
        return new JsonObject()
                .put("fault", line.fault().word())
                .put("after", line.after())
                .put("count", line.count())
                .put("share", line.share())
                .put("workers", settings.workers())
                .put("coldStartMillis", settings.coldStart().toMillis())
                .put("warmForMillis", settings.warmFor().toMillis())
                .put("runMillis", settings.run().toMillis())
                .put("jitterMillis", settings.jitter().toMillis())
                .put("retentionMillis", settings.retention().toMillis())
                .put("submits", settings.submits())
                .put("windowMillis", settings.window().toMillis())
                .put("webhookPauseMillis", settings.webhookPause().toMillis())
                .put("webhookLatenessMillis", settings.webhookLateness().toMillis())
                .put("slowFactor", settings.slowFactor())
                .put("outage", settings.outage());
    }

    private void turn(RoutingContext context) {
        var wanted = Exchange.body(context).orElseGet(JsonObject::new);
        try {
            if (wanted.isEmpty() || !position().fieldNames().containsAll(wanted.fieldNames())) {
                throw new IllegalArgumentException(
                        "knobs are an object with some of " + position().fieldNames());
            }
            desk.provide(settings(position().mergeIn(wanted)));
            if (wanted.containsKey("fault")) {
                script.turn(new Line(
                        Fault.named(wanted.getString("fault")),
                        wanted.getInteger("after", 0),
                        wanted.getInteger("count", 1),
                        wanted.getDouble("share", 1.0)));
            }
            Exchange.json(context, 200, position());
        } catch (IllegalArgumentException | ClassCastException e) {
            Exchange.json(context, 400, new JsonObject().put("error", e.getMessage()));
        }
    }

    private static Settings settings(JsonObject knobs) {
        return new Settings(
                knobs.getInteger("workers"),
                millis(knobs, "coldStartMillis"),
                millis(knobs, "warmForMillis"),
                millis(knobs, "runMillis"),
                millis(knobs, "jitterMillis"),
                millis(knobs, "retentionMillis"),
                knobs.getInteger("submits"),
                millis(knobs, "windowMillis"),
                millis(knobs, "webhookPauseMillis"),
                millis(knobs, "webhookLatenessMillis"),
                knobs.getInteger("slowFactor"),
                knobs.getBoolean("outage"));
    }

    private static Duration millis(JsonObject knobs, String name) {
        return Duration.ofMillis(knobs.getLong(name));
    }

    private JsonObject meter() {
        var lines = new JsonArray();
        desk.meter().lines().forEach(line -> lines.add(line(line)));
        return new JsonObject().put("totalMicros", desk.meter().totalMicros()).put("lines", lines);
    }

    private static JsonObject line(Meter.Line line) {
        return new JsonObject()
                .put("requestId", line.requestId())
                .put("at", line.at().toString())
                .put("ending", line.ending())
                .put("micros", line.micros());
    }

    private JsonObject jobs() {
        var jobs = new JsonArray();
        desk.jobs().forEach(job -> jobs.add(job(job)));
        return new JsonObject().put("jobs", jobs);
    }

    private static JsonObject job(Job job) {
        return new JsonObject()
                .put("requestId", job.id())
                .put("stage", job.stage().name())
                .put("fault", job.fault().word())
                .put("model", job.order().model())
                .put("request", new JsonObject(job.order().request()));
    }
}
