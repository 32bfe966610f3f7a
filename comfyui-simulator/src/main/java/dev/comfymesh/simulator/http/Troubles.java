package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.fault.Knobs;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** Lets answers wait, or never come, while the knobs say so; the knobs themselves always answer. */
final class Troubles implements Handler<RoutingContext> {

    private final Vertx vertx;
    private final Knobs knobs;

    Troubles(Vertx vertx, Knobs knobs) {
        this.vertx = vertx;
        this.knobs = knobs;
    }

    @Override
    public void handle(RoutingContext context) {
        var conduct = knobs.position().conduct();
        if (context.normalizedPath().startsWith("/simulator/")) {
            context.next();
        } else if (conduct.silent()) {
            context.request().pause();
        } else if (conduct.answerDelayMillis() == 0) {
            context.next();
        } else {
            context.request().pause();
            vertx.setTimer(conduct.answerDelayMillis(), _ -> {
                context.next();
                context.request().resume();
            });
        }
    }
}
