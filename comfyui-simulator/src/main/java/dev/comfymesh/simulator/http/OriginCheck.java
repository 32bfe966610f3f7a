package dev.comfymesh.simulator.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refuses browsers that come from another site; clients without the browser's headers always pass. */
final class OriginCheck implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext context) {
        var request = context.request();
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))
                || isForeign(request.getHeader("Host"), request.getHeader("Origin"))) {
            Exchange.empty(context, 403);
        } else if (request.method().name().equals("OPTIONS")) {
            Exchange.empty(context, 200);
        } else {
            context.next();
        }
    }

    private static boolean isForeign(@Nullable String host, @Nullable String origin) {
        if (host == null || origin == null || !isLoopback(host)) {
            return false;
        }
        var authority = authority(origin);
        if (authority.isEmpty()) {
            return false;
        }
        boolean withPorts = authority.contains(":") && host.contains(":");
        return withPorts ? !host.equalsIgnoreCase(authority) : !name(host).equalsIgnoreCase(name(authority));
    }

    private static boolean isLoopback(String host) {
        var name = name(host).toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.startsWith("127.");
    }

    private static String authority(String origin) {
        try {
            var authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return origin;
        }
    }

    private static String name(String authority) {
        return authority.split(":", 2)[0];
    }
}
