package dev.comfymesh.kit.http;

import dev.comfymesh.kit.objects.Intake;
import dev.comfymesh.kit.objects.Unwritable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One fetch, hop by hop. */
final class Fetch {
    private static final int MOST_REDIRECTS = 5;
    private static final int OK = 200;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final Vertx vertx;
    private final HttpClient http;
    private final GuardedClient guard;
    private final Path file;
    private final Limits limits;
    private int hops;
    private volatile @Nullable HttpClientRequest open;
    private volatile @Nullable HttpClientResponse answer;
    private volatile boolean aborted;

    Fetch(Vertx vertx, HttpClient http, GuardedClient guard, Path file, Limits limits) {
        this.vertx = vertx;
        this.http = http;
        this.guard = guard;
        this.file = file;
        this.limits = limits;
    }

    Uni<Fetched> from(URI address) {
        var objection = guard.objection(address);
        if (objection != null) {
            return Uni.createFrom().item(objection);
        }
        return guard.reachable(hostOf(address))
                .chain(places -> places.isEmpty()
                        ? Uni.createFrom().item(new Fetched.Forbidden("is not on the public internet"))
                        : from(address, places))
                .onFailure(failure -> !(failure instanceof Unwritable))
                .recoverWithItem(this::ending);
    }

    /** Lets go of the connection; callable from any thread. */
    void abort() {
        aborted = true;
        letGo();
    }

    private Uni<Fetched> from(URI address, List<InetAddress> places) {
        return http.request(options(address, places.getFirst()))
                .onFailure(failure -> failure instanceof ConnectException && places.size() > 1)
                .recoverWithUni(() -> http.request(options(address, places.get(1))))
                .invoke(this::opened)
                .chain(HttpClientRequest::send)
                .invoke(this::answered)
                .chain(response -> read(address, response));
    }

    private RequestOptions options(URI address, InetAddress place) {
        var secure = address.getScheme().equalsIgnoreCase("https");
        var port = address.getPort() >= 0 ? address.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(port, place.getHostAddress()))
                .setHost(hostOf(address))
                .setPort(port)
                .setSsl(secure)
                .setURI(address.getRawQuery() == null ? path : path + "?" + address.getRawQuery())
                .setConnectTimeout(limits.idle().toMillis())
                .setIdleTimeout(limits.idle().toMillis())
                .putHeader("Accept", "*/*")
                .putHeader("Accept-Encoding", "identity")
                .putHeader("User-Agent", "ComfyMesh");
    }

    private void opened(HttpClientRequest request) {
        open = request;
        if (aborted) {
            letGo();
        }
    }

    private void answered(HttpClientResponse response) {
        answer = response.pause();
    }

    private Uni<Fetched> read(URI address, HttpClientResponse response) {
        var status = response.statusCode();
        if (status == OK) {
            return declaredBytes(response) > limits.maxBytes() ? drop(tooLarge()) : take(response);
        }
        var location = response.getHeader("Location");
        return drop(new Fetched.Refused(status))
                .chain(refused -> REDIRECTS.contains(status) && location != null
                        ? follow(address.resolve(location.strip()))
                        : Uni.createFrom().item(refused));
    }

    private Uni<Fetched> follow(URI next) {
        hops++;
        return hops > MOST_REDIRECTS
                ? Uni.createFrom()
                        .item(new Fetched.Unreachable("leads on more than %d times".formatted(MOST_REDIRECTS)))
                : from(next);
    }

    private Uni<Fetched> take(HttpClientResponse response) {
        var body = response.toMulti().ifNoItem().after(limits.idle()).fail();
        return Intake.of(vertx, body, file, limits.maxBytes(), 0).chain(outcome -> switch (outcome) {
            case Intake.Outcome.Complete(var content) -> Uni.createFrom().item(new Fetched.Complete(content));
            case Intake.Outcome.TooLong _ -> drop(tooLarge());
        });
    }

    private Uni<Fetched> drop(Fetched outcome) {
        letGo();
        return Uni.createFrom().item(outcome);
    }

    private void letGo() {
        var response = answer;
        if (response != null) {
            // What becomes of an answer that nobody reads is of no interest.
            response.exceptionHandler(_ -> {});
        }
        var request = open;
        if (request != null) {
            request.reset();
        }
    }

    private Fetched tooLarge() {
        return new Fetched.TooLarge(limits.maxBytes());
    }

    /** Whatever a stranger's server does or does not do, it is his. */
    private Fetched ending(Throwable failure) {
        letGo();
        return switch (failure) {
            case TimeoutException _, io.smallrye.mutiny.TimeoutException _ -> new Fetched.TooSlow(limits.idle());
            case UnknownHostException _ -> new Fetched.Unreachable("has no address");
            case ConnectException _ -> new Fetched.Unreachable("accepts no connection");
            case SSLException _ -> new Fetched.Unreachable("cannot prove who it is, or breaks off");
            default -> new Fetched.Unreachable("does not answer as a web server does");
        };
    }

    private static long declaredBytes(HttpClientResponse response) {
        var length = response.getHeader("Content-Length");
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    /** Without the brackets of an IPv6 address. */
    private static String hostOf(URI address) {
        var host = address.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
