package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.fault.Knobs;
import dev.comfymesh.simulator.domain.fault.Knobs.Conduct;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** Lets requests or answers wait, or never come, while the knobs say so; the knobs themselves always answer. */
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
        } else if (conduct.answerAfter()) {
            Exchange.answerLater(context, conduct.answerDelayMillis());
            delay(context, viewDelayMillis(context, conduct));
        } else {
            delay(context, conduct.answerDelayMillis() + viewDelayMillis(context, conduct));
        }
    }

    private static int viewDelayMillis(RoutingContext context, Conduct conduct) {
        return context.normalizedPath().endsWith("/view") ? conduct.viewDelayMillis() : 0;
    }

    private void delay(RoutingContext context, int millis) {
        if (millis == 0) {
            context.next();
            return;
        }
        context.request().pause();
        vertx.setTimer(millis, _ -> {
            context.next();
            context.request().resume();
        });
    }
}
