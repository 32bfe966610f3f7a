package dev.comfymesh.stubs.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Reads requests and writes answers. */
public final class Exchange {
    private static final String GATEWAY =
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
                    + "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

    private Exchange() {}

    /** The body as an object; empty when it is none. */
    public static Optional<JsonObject> body(RoutingContext context) {
        try {
            return Optional.ofNullable(context.body().asJsonObject());
        } catch (DecodeException | ClassCastException _) {
            return Optional.empty();
        }
    }

    /** A part of the path; empty when the route has none of that name. */
    public static String pathPart(RoutingContext context, String name) {
        var part = context.pathParam(name);
        return part == null ? "" : part;
    }

    public static void json(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }

    /** What a gateway says that has lost what is behind it. */
    static void badGateway(RoutingContext context) {
        context.response()
                .setStatusCode(502)
                .putHeader("Content-Type", "text/html")
                .putHeader("Server", "nginx")
                .end(GATEWAY);
    }

    /** Where this server is, as the client called it. */
    public static String origin(RoutingContext context) {
        return "http://" + context.request().authority();
    }
}
