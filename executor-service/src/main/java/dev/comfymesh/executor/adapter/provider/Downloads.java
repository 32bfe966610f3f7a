package dev.comfymesh.executor.adapter.provider;

import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.domain.PassingFile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Copies what providers made into local files, looking at it on the way; what is too large or too slow is cut off. */
final class Downloads {
    private static final int MOST_CONNECTIONS = 16;
    private static final OpenOptions OVERWRITE = new OpenOptions().setTruncateExisting(true);

    private final io.vertx.core.Vertx vertx;
    private final HttpClient http;
    private final ProviderHttp.Limits limits;

    Downloads(Vertx vertx, ProviderHttp.Limits limits) {
        this.vertx = vertx.getDelegate();
        this.limits = limits;
        this.http = this.vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) limits.connectTimeout().toMillis())
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setTracingPolicy(TracingPolicy.IGNORE));
    }

    Uni<Fetched> decode(String base64, Path path) {
        return Uni.createFrom().deferred(() -> {
            if (base64.length() / 4 * 3 > limits.largestFileBytes()) {
                return Uni.createFrom().item(tooLarge());
            }
            var bytes = decoded(base64);
            if (bytes.length == 0) {
                return Uni.createFrom().item(new Fetched.Denied("cannot be read from the provider's answer"));
            }
            var file = new PassingFile();
            file.pass(ByteBuffer.wrap(bytes));
            return UniHelper.toUni(vertx.fileSystem().writeFile(path.toString(), Buffer.buffer(bytes)))
                    .replaceWith(new Fetched.Whole(file.probe(), file.sha256Hex()));
        });
    }

    /** Nothing when it is no Base64. */
    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    Uni<Fetched> download(URI url, Map<String, String> headers, Path path) {
        return Uni.createFrom()
                .deferred(() -> UniHelper.toUni(vertx.fileSystem()
                        .open(path.toString(), OVERWRITE)
                        .compose(file -> request(url, headers, file)
                                .otherwise(failure -> new Fetched.Unavailable(failure.toString()))
                                .eventually(() -> file.close()))));
    }

    private Future<Fetched> request(URI url, Map<String, String> headers, AsyncFile file) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url.toString())
                .setFollowRedirects(headers.isEmpty()) // the key is for the first host alone
                .putHeader("User-Agent", "ComfyMesh");
        headers.forEach(options::putHeader);
        return http.request(options).compose(request -> exchange(request, url, file));
    }

    private Future<Fetched> exchange(HttpClientRequest request, URI url, AsyncFile file) {
        var limit = limits.fetchTimeout();
        var late = vertx.setTimer(
                limit.toMillis(), _ -> request.reset(0, new TimeoutException("no whole answer in " + limit)));
        return request.send().compose(response -> read(response, url, file)).onComplete(fetched -> {
            vertx.cancelTimer(late);
            if (fetched.failed()) {
                request.reset();
            }
        });
    }

    private Future<Fetched> read(HttpClientResponse response, URI url, AsyncFile file) {
        return switch (response.statusCode()) {
            case 200 -> copy(response, file);
            case 301, 302, 303, 307, 308 -> follow(response, url, file);
            case 404, 410 -> Future.succeededFuture(new Fetched.Missing());
            default ->
                Future.succeededFuture(
                        response.statusCode() >= 500 || response.statusCode() == 429
                                ? new Fetched.Unavailable("status " + response.statusCode())
                                : new Fetched.Denied("is not handed out (status %d)".formatted(response.statusCode())));
        };
    }

    private Future<Fetched> follow(HttpClientResponse response, URI url, AsyncFile file) {
        var location = response.getHeader("Location");
        return location == null
                ? Future.succeededFuture(new Fetched.Denied("is said to be elsewhere, and not where"))
                : request(url.resolve(location), Map.of(), file);
    }

    private Future<Fetched> copy(HttpClientResponse response, AsyncFile file) {
        var passing = new PassingFile();
        var done = Promise.<Fetched>promise();
        response.exceptionHandler(done::tryFail)
                .endHandler(_ -> done.tryComplete(new Fetched.Whole(passing.probe(), passing.sha256Hex())))
                .handler(chunk -> {
                    passing.pass(chunk.getByteBuf().nioBuffer());
                    if (passing.length() > limits.largestFileBytes()) {
                        done.tryComplete(tooLarge());
                        response.request().reset(); // it may have no end
                        return;
                    }
                    response.pause();
                    file.write(chunk).onSuccess(_ -> response.resume()).onFailure(done::tryFail);
                });
        return done.future();
    }

    private Fetched tooLarge() {
        return new Fetched.Denied("is larger than %d bytes".formatted(limits.largestFileBytes()));
    }
}
