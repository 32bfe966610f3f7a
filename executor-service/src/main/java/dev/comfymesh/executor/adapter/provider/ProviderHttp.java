package dev.comfymesh.executor.adapter.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Requests to providers, each over after a time. None is ever repeated here: a second submit would be a second run. */
public final class ProviderHttp {
    private static final int MOST_CONNECTIONS = 256;

    private final WebClient web;
    private final Downloads downloads;
    private final Limits limits;

    /** {@code largestFileBytes}: a larger output is not taken. */
    public record Limits(
            Duration connectTimeout,
            Duration timeout,
            Duration submitTimeout,
            Duration fetchTimeout,
            long largestFileBytes) {}

    public ProviderHttp(Vertx vertx, Limits limits) {
        this.limits = limits;
        this.web = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout((int) limits.connectTimeout().toMillis())
                        .setMaxPoolSize(MOST_CONNECTIONS) // some answer only when the run is over
                        .setUserAgent("ComfyMesh")
                        .setFollowRedirects(false)
                        .setTracingPolicy(TracingPolicy.IGNORE)); // a provider is told nothing of our traces
        this.downloads = new Downloads(vertx, limits);
    }

    public Uni<Reply> get(String url, Map<String, String> headers) {
        return send(HttpMethod.GET, url, headers, null, limits.timeout());
    }

    public Uni<Reply> post(String url, Map<String, String> headers) {
        return send(HttpMethod.POST, url, headers, null, limits.timeout());
    }

    public Uni<Reply> put(String url, Map<String, String> headers) {
        return send(HttpMethod.PUT, url, headers, null, limits.timeout());
    }

    public Uni<Reply> submit(String url, Map<String, String> headers, Object body) {
        return send(HttpMethod.POST, url, headers, body, limits.submitTimeout());
    }

    /** A submit that is answered when the run is over. */
    public Uni<Reply> submitAndWait(String url, Map<String, String> headers, Object body, Duration limit) {
        return send(HttpMethod.POST, url, headers, body, limit);
    }

    /** Sends a file that need not fit into memory. */
    public Uni<Reply> upload(String url, Map<String, String> headers, FileForm form, Multi<byte[]> content) {
        var request = web.postAbs(url).timeout(limits.fetchTimeout().toMillis());
        headers.forEach(request::putHeader);
        request.putHeader("Content-Type", form.contentType()).putHeader("Content-Length", Long.toString(form.length()));
        var reading = new AtomicReference<Flow.@Nullable Subscription>();
        return request.sendStream(form.around(content).onSubscription().invoke(reading::set))
                .onTermination()
                .invoke(() -> cancel(reading.get())) // a connection that breaks does not tell its source
                .map(ProviderHttp::read)
                .onFailure()
                .recoverWithItem(Reply::failed);
    }

    private static void cancel(Flow.@Nullable Subscription reading) {
        if (reading != null) {
            reading.cancel();
        }
    }

    /** Copies a file. The key is told to the account's own host alone, and only that may be one without encryption. */
    public Uni<Fetched> fetch(RemoteFile file, Path path, Account account, String scheme) {
        return switch (file.place()) {
            case RemoteFile.Inline(var base64) -> downloads.decode(base64, path);
            case RemoteFile.At(var url)
            when account.owns(url) -> downloads.download(url, account.authorization(scheme), path);
            case RemoteFile.At(var url) when "https".equals(url.getScheme()) -> downloads.download(url, Map.of(), path);
            case RemoteFile.At _ ->
                Uni.createFrom().item(new Fetched.Denied("is said to be where nothing is fetched from"));
        };
    }

    private Uni<Reply> send(
            HttpMethod method, String url, Map<String, String> headers, @Nullable Object body, Duration limit) {
        var request = web.requestAbs(method, url).timeout(limit.toMillis());
        headers.forEach(request::putHeader);
        var sent = body == null
                ? request.send()
                : request.putHeader("Content-Type", "application/json")
                        .sendBuffer(Buffer.buffer(ProviderJson.written(body)));
        return sent.map(ProviderHttp::read).onFailure().recoverWithItem(Reply::failed);
    }

    private static Reply read(HttpResponse<Buffer> response) {
        var headers = new HashMap<String, String>();
        response.headers().getDelegate().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Reply.Got(response.statusCode(), headers, body(response.body()));
    }

    private static JsonNode body(@Nullable Buffer body) {
        return body == null ? MissingNode.getInstance() : ProviderJson.read(body.getBytes());
    }
}
