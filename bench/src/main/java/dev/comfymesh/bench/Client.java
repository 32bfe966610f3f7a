package dev.comfymesh.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** An HTTP client on one event loop, light enough not to be what is measured. An answer other than 2xx is a failure. */
final class Client implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int LIMIT_SECONDS = 120;

    private final Vertx vertx;
    private final HttpClient http;
    private final Context loop;

    Client(int connections) {
        vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(connections));
        loop = vertx.getOrCreateContext();
    }

    Future<Buffer> post(URI url, Map<String, String> headers, String json) {
        return exchange(
                HttpMethod.POST,
                url,
                headers,
                request -> request.putHeader("Content-Type", "application/json").send(json));
    }

    Future<Buffer> read(URI url) {
        return exchange(HttpMethod.GET, url, Map.of(), HttpClientRequest::send);
    }

    /** On the event loop from the first step to the last: an answer that came before somebody listens would be lost. */
    private Future<Buffer> exchange(
            HttpMethod method,
            URI url,
            Map<String, String> headers,
            Function<HttpClientRequest, Future<HttpClientResponse>> send) {
        var options = new RequestOptions().setMethod(method).setAbsoluteURI(url.toString());
        headers.forEach(options::putHeader);
        var answer = Promise.<Buffer>promise();
        loop.runOnContext(
                _ -> http.request(options).compose(send).compose(Client::body).onComplete(answer));
        return answer.future();
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        return response.body()
                .compose(body -> response.statusCode() / 100 == 2
                        ? Future.succeededFuture(body)
                        : Future.failedFuture("answered " + response.statusCode() + ": " + body));
    }

    static JsonNode json(Buffer body) {
        try {
            return JSON.readTree(body.getBytes());
        } catch (IOException broken) {
            throw new IllegalStateException("not JSON: " + body, broken);
        }
    }

    static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** What the future becomes, for a thread that has nothing else to do. */
    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an answer is awaited", interrupted);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
