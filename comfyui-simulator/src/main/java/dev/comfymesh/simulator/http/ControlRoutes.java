package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.fault.Fault;
import dev.comfymesh.simulator.domain.fault.Knobs;
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
import org.jspecify.annotations.Nullable;

/** The knobs and the witness, on routes that no ComfyUI has. Knobs that a request leaves out stay as they are. */
final class ControlRoutes {

    private static final Set<String> NAMES = Set.of("stepMillis", "slowFactor", "fault", "lie", "count", "after");

    private final Knobs knobs;
    private final WitnessLog witness;

    ControlRoutes(Knobs knobs, WitnessLog witness) {
        this.knobs = knobs;
        this.witness = witness;
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
                        position.after()));
    }

    private void turn(RoutingContext context) {
        try {
            var wanted = Json.asObject(Exchange.body(context));
            if (wanted == null || !NAMES.containsAll(wanted.keySet())) {
                throw new IllegalArgumentException("knobs are an object with some of " + NAMES);
            }
            knobs.turn(position(wanted));
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
                number(wanted, "after", newFault ? 0 : now.after()).intValue());
    }

    private static Number number(Map<String, @Nullable Object> wanted, String name, Number standard) {
        return switch (wanted.getOrDefault(name, standard)) {
            case Number number -> number;
            case null, default -> throw new IllegalArgumentException(name + " must be a number");
        };
    }

    private static Fault fault(Map<String, @Nullable Object> wanted) {
        return switch (String.valueOf(wanted.get("fault"))) {
            case "NONE" -> new Fault.None();
            case "DIE" -> new Fault.Die();
            case "DROP_SUBMIT_RESPONSE" -> new Fault.DropSubmitResponse();
            case "LIE" -> new Fault.Deceive(wanted.get("lie") instanceof String lie ? Lie.valueOf(lie) : Lie.NO_OUTPUT);
            default -> throw new IllegalArgumentException("fault is one of NONE, DIE, DROP_SUBMIT_RESPONSE, LIE");
        };
    }
}
