package dev.comfymesh.simulator.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** Declares every route twice, with and without {@code /api}, and answers HEAD wherever GET is answered. */
final class Routes {

    private static final String READ_ONLY = "GET,HEAD";
    private static final String ALSO_POST = "GET,HEAD,POST";

    private final List<String> posted = new ArrayList<>();
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
            posted.add(each);
        }
        return this;
    }

    /** A route without a twin below {@code /api}. */
    Routes single(HttpMethod method, String path, Handler<RoutingContext> handler) {
        router.route(method, path).handler(bodies).handler(handler);
        return this;
    }

    /** What is left: unknown GET is 404, every other method is refused, since the web root answers any path. */
    void close() {
        posted.forEach(path -> router.route(path).handler(context -> refuse(context, ALSO_POST)));
        router.route().handler(context -> refuse(context, READ_ONLY));
    }

    private static void refuse(RoutingContext context, String allowed) {
        var method = context.request().method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            context.response().putHeader("Content-Type", "application/octet-stream");
            Exchange.empty(context, 404);
            return;
        }
        context.response().putHeader("Allow", allowed);
        Exchange.text(context, 405, "405: Method Not Allowed");
    }
}
