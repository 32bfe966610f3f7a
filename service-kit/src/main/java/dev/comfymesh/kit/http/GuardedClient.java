package dev.comfymesh.kit.http;

import dev.comfymesh.kit.config.KitConfig;
import dev.comfymesh.kit.loop.HomeContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what a tenant names. It connects to no address but one that it has checked itself, for each redirect anew: a name is
 * looked up once, and what it means a moment later does not matter.
 */
@ApplicationScoped
public class GuardedClient {
    private final Vertx vertx;
    private final HttpClient http;
    private final Destinations destinations;
    private final boolean plainHttp;
    private final Resolver resolver;

    @Inject
    GuardedClient(Vertx vertx, KitConfig config) {
        this(
                vertx,
                new HttpClientOptions(),
                new Destinations(config.fetch().allow().orElse(List.of())),
                config.fetch().plainHttp(),
                // Not the JVM's business to remember: each answer is used once.
                host -> vertx.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false));
    }

    GuardedClient(
            Vertx vertx, HttpClientOptions options, Destinations destinations, boolean plainHttp, Resolver resolver) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient(options.setKeepAlive(false)
                // Whom we ask need not learn that, or in which trace.
                .setTracingPolicy(TracingPolicy.IGNORE));
        this.destinations = destinations;
        this.plainHttp = plainHttp;
        this.resolver = resolver;
    }

    /** Streams what is there into the file, which must not exist; it exists afterwards only if the fetch was complete. */
    public Uni<Fetched> fetch(URI address, Path file, Limits limits) {
        return Uni.createFrom().deferred(() -> {
            var fetch = new Fetch(vertx, http, this, file, limits);
            return fetch.from(address)
                    .onCancellation()
                    .invoke(fetch::abort)
                    .ifNoItem()
                    .after(limits.total())
                    .recoverWithItem(() -> new Fetched.TooSlow(limits.total()))
                    .emitOn(HomeContext.current());
        });
    }

    /** Whether the way to an address may be asked for at all; null when it may. */
    Fetched.@Nullable Forbidden objection(URI address) {
        var scheme = address.getScheme();
        if (!"https".equalsIgnoreCase(scheme) && !(plainHttp && "http".equalsIgnoreCase(scheme))) {
            return new Fetched.Forbidden(plainHttp ? "is neither https nor http" : "is not an https address");
        }
        if (address.getRawUserInfo() != null) {
            return new Fetched.Forbidden("holds credentials");
        }
        return address.getHost() == null ? new Fetched.Forbidden("names no host that we can read") : null;
    }

    /** Where a host is, as far as we may go there. */
    Uni<List<InetAddress>> reachable(String host) {
        return resolver.resolve(host)
                .map(found -> found.stream().filter(destinations::mayReach).toList());
    }
}
