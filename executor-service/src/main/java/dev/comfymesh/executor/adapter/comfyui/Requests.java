package dev.comfymesh.executor.adapter.comfyui;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.ReadStreamSubscriber;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests to one node. Whatever their answers do, they are over after a time and beyond a size: then the connection is cut. */
final class Requests {
    private static final long LARGEST_ANSWER = 32 << 20;

    private final Vertx vertx;
    private final HttpClient http;
    private final String base;
    private final Access access;
    private final Connections.Limits limits;

    Requests(Vertx vertx, HttpClient http, String base, Access access, Connections.Limits limits) {
        this.vertx = vertx;
        this.http = http;
        this.base = base;
        this.access = access;
        this.limits = limits;
    }

    Uni<Answer> get(String path) {
        return raw(path).onItemOrFailure().transform(Answer::of);
    }

    Uni<Answer.Raw> raw(String path) {
        return send(options(HttpMethod.GET, path), Buffer.buffer(), limits.timeout(), Requests::bounded);
    }

    Uni<Answer> post(String path, Object body, @Nullable String traceparent) {
        return post(path, body, traceparent, limits.timeout());
    }

    /** A submit is worth less waiting: the node can be asked whether it took it. */
    Uni<Answer> submit(Object body, @Nullable String traceparent) {
        return post("/prompt", body, traceparent, limits.submitTimeout());
    }

    private Uni<Answer> post(String path, Object body, @Nullable String traceparent, Duration limit) {
        var options = traced(options(HttpMethod.POST, path), traceparent).putHeader("Content-Type", "application/json");
        return send(options, Buffer.buffer(LenientJson.write(body)), limit, Requests::bounded)
                .onItemOrFailure()
                .transform(Answer::of);
    }

    /** Sends a body that need not fit into memory; the node answers only when it has all of it. */
    Uni<Answer> upload(String path, String contentType, long length, Multi<Buffer> body, @Nullable String traceparent) {
        var options = traced(options(HttpMethod.POST, path), traceparent)
                .setTimeout(limits.fetchTimeout().toMillis())
                .putHeader("Content-Type", contentType)
                .putHeader("Content-Length", Long.toString(length));
        var reading = new AtomicReference<Flow.@Nullable Subscription>();
        var kept = body.onSubscription().invoke(reading::set);
        return send(
                        options,
                        request -> request.send(ReadStreamSubscriber.asReadStream(kept, Function.identity())),
                        limits.fetchTimeout(),
                        Requests::bounded)
                .onTermination()
                .invoke(() -> cancel(reading.get())) // a connection that breaks does not tell its source
                .onItemOrFailure()
                .transform(Answer::of);
    }

    private static void cancel(Flow.@Nullable Subscription reading) {
        if (reading != null) {
            reading.cancel();
        }
    }

    /** Reads a file into the inspection, and answers the status. */
    Uni<Integer> download(String path, Inspection into, @Nullable String traceparent) {
        return send(
                traced(options(HttpMethod.GET, path), traceparent),
                Buffer.buffer(),
                limits.fetchTimeout(),
                response -> response.pipeTo(into).map(response.statusCode()));
    }

    /** One segment of a path, whatever it is made of. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private RequestOptions options(HttpMethod method, String path) {
        var options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(base + path)
                .setTimeout(limits.timeout().toMillis())
                .putHeader("User-Agent", "ComfyMesh");
        access.headers().forEach(options::putHeader);
        return options;
    }

    private static RequestOptions traced(RequestOptions options, @Nullable String traceparent) {
        return traceparent == null ? options : options.putHeader("traceparent", traceparent);
    }

    private <T> Uni<T> send(
            RequestOptions options, Buffer body, Duration limit, Function<HttpClientResponse, Future<T>> reading) {
        return send(options, request -> request.send(body), limit, reading);
    }

    private <T> Uni<T> send(
            RequestOptions options,
            Function<HttpClientRequest, Future<HttpClientResponse>> sending,
            Duration limit,
            Function<HttpClientResponse, Future<T>> reading) {
        return Uni.createFrom()
                .deferred(() -> UniHelper.toUni(
                        http.request(options).compose(request -> exchange(request, sending, limit, reading))));
    }

    private <T> Future<T> exchange(
            HttpClientRequest request,
            Function<HttpClientRequest, Future<HttpClientResponse>> sending,
            Duration limit,
            Function<HttpClientResponse, Future<T>> reading) {
        var late = vertx.setTimer(
                limit.toMillis(), _ -> request.reset(0, new TimeoutException("no whole answer in " + limit)));
        return sending.apply(request).compose(reading).onComplete(answer -> {
            vertx.cancelTimer(late);
            if (answer.failed()) {
                request.reset();
            }
        });
    }

    private static Future<Answer.Raw> bounded(HttpClientResponse response) {
        var body = Buffer.buffer();
        response.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > LARGEST_ANSWER) {
                response.request().reset();
            }
        });
        return response.end().map(_ -> new Answer.Raw(response.statusCode(), body));
    }
}
