package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.fault.Fault;
import dev.comfymesh.simulator.domain.fault.Knobs;
import dev.comfymesh.simulator.domain.fault.Knobs.Conduct;
import dev.comfymesh.simulator.domain.fault.Knobs.Position;
import dev.comfymesh.simulator.domain.fault.Lie;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.witness.WitnessLog;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The knobs and the witness, on routes that no ComfyUI has. Knobs that a request leaves out stay as they are. */
final class ControlRoutes {

    private static final Set<String> NAMES = Set.of(
            "stepMillis",
            "slowFactor",
            "fault",
            "lie",
            "count",
            "after",
            "answerDelayMillis",
            "answerAfter",
            "viewDelayMillis",
            "silent",
            "stalled",
            "historyDelayMillis",
            "forget",
            "kill");

    private final Knobs knobs;
    private final WitnessLog witness;
    private final Consumer<Boolean> stall;
    private final Runnable forget;
    private final Runnable kill;

    ControlRoutes(Knobs knobs, WitnessLog witness, Consumer<Boolean> stall, Runnable forget, Runnable kill) {
        this.knobs = knobs;
        this.witness = witness;
        this.stall = stall;
        this.forget = forget;
        this.kill = kill;
    }

    void declare(Router router, Handler<RoutingContext> bodies) {
        router.get("/simulator/knobs").handler(this::show);
        router.post("/simulator/knobs").handler(bodies).handler(this::turn);
        router.get("/simulator/witness")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "application/x-ndjson; charset=utf-8")
                        .end(witness.read()));
    }

    private void show(RoutingContext context) {
        var position = knobs.position();
        var fault = position.fault();
        Exchange.json(
                context,
                Json.object(
                        "stepMillis",
                        position.stepMillis(),
                        "slowFactor",
                        position.slowFactor(),
                        "fault",
                        fault.word(),
                        "lie",
                        fault instanceof Fault.Deceive(Lie lie) ? lie.name() : null,
                        "count",
                        position.count(),
                        "after",
                        position.after(),
                        "answerDelayMillis",
                        position.conduct().answerDelayMillis(),
                        "answerAfter",
                        position.conduct().answerAfter(),
                        "viewDelayMillis",
                        position.conduct().viewDelayMillis(),
                        "silent",
                        position.conduct().silent(),
                        "stalled",
                        position.conduct().stalled(),
                        "historyDelayMillis",
                        position.conduct().historyDelayMillis()));
    }

    private void turn(RoutingContext context) {
        try {
            var wanted = Json.asObject(Exchange.body(context));
            if (wanted == null || !NAMES.containsAll(wanted.keySet())) {
                throw new IllegalArgumentException("knobs are an object with some of " + NAMES);
            }
            var position = position(wanted);
            knobs.turn(position);
            stall.accept(position.conduct().stalled());
            if (wanted.containsKey("fault")) {
                knobs.release();
            }
            if (flag(wanted, "forget", false)) {
                forget.run();
            }
            if (flag(wanted, "kill", false)) {
                kill.run();
            }
        } catch (IllegalArgumentException | DecodeException e) {
            Exchange.json(context, 400, Json.object("error", e.getMessage()));
            return;
        }
        show(context);
    }

    private Position position(Map<String, @Nullable Object> wanted) {
        var now = knobs.position();
        boolean newFault = wanted.containsKey("fault");
        return new Position(
                number(wanted, "stepMillis", now.stepMillis()).intValue(),
                number(wanted, "slowFactor", now.slowFactor()).doubleValue(),
                newFault ? fault(wanted) : now.fault(),
                number(wanted, "count", newFault ? 1 : now.count()).intValue(),
                number(wanted, "after", newFault ? 0 : now.after()).intValue(),
                new Conduct(
                        number(wanted, "answerDelayMillis", now.conduct().answerDelayMillis())
                                .intValue(),
                        flag(wanted, "answerAfter", now.conduct().answerAfter()),
                        number(wanted, "viewDelayMillis", now.conduct().viewDelayMillis())
                                .intValue(),
                        flag(wanted, "silent", now.conduct().silent()),
                        flag(wanted, "stalled", now.conduct().stalled()),
                        number(wanted, "historyDelayMillis", now.conduct().historyDelayMillis())
                                .intValue()));
    }

    private static Number number(Map<String, @Nullable Object> wanted, String name, Number standard) {
        return switch (wanted.getOrDefault(name, standard)) {
            case Number number -> number;
            case null, default -> throw new IllegalArgumentException(name + " must be a number");
        };
    }

    private static boolean flag(Map<String, @Nullable Object> wanted, String name, boolean standard) {
        return switch (wanted.getOrDefault(name, standard)) {
            case Boolean flag -> flag;
            case null, default -> throw new IllegalArgumentException(name + " must be true or false");
        };
    }

    private static Fault fault(Map<String, @Nullable Object> wanted) {
        var lie = wanted.get("lie") instanceof String kind ? Lie.valueOf(kind) : Lie.NO_OUTPUT;
        return Fault.named(String.valueOf(wanted.get("fault")), lie);
    }
}
