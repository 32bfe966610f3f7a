package dev.comfymesh.simulator.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Declares every route twice, with and without {@code /api}, and answers HEAD wherever GET is answered. */
final class Routes {

    private final Router router;
    private final Handler<RoutingContext> bodies;

    Routes(Router router, Handler<RoutingContext> bodies) {
        this.router = router;
        this.bodies = bodies;
    }

    Routes get(String path, Handler<RoutingContext> handler) {
        for (var each : new String[] {path, "/api" + path}) {
            router.get(each).handler(handler);
            router.head(each).handler(handler);
        }
        return this;
    }

    Routes post(String path, Handler<RoutingContext> handler) {
        return post(path, bodies, handler);
    }

    Routes post(String path, Handler<RoutingContext> body, Handler<RoutingContext> handler) {
        for (var each : new String[] {path, "/api" + path}) {
            router.post(each).handler(body).handler(handler);
        }
        return this;
    }

    /** What is left: unknown GET is 404, every other method is refused, since the web root answers any path. */
    void close() {
        router.route().handler(context -> {
            var method = context.request().method();
            if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
                context.response().putHeader("Content-Type", "application/octet-stream");
                Exchange.empty(context, 404);
                return;
            }
            context.response().putHeader("Allow", "GET,HEAD");
            Exchange.text(context, 405, "405: Method Not Allowed");
        });
    }
}
