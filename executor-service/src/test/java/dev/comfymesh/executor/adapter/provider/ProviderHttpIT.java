package dev.comfymesh.executor.adapter.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.adapter.provider.fal.FalProvider;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Work;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests to servers that answer as no provider should. */
class ProviderHttpIT {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int LARGEST = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final ProviderHttp http =
            new ProviderHttp(vertx, new ProviderHttp.Limits(SHORT, SHORT, SHORT, SHORT, LARGEST));
    private final List<@Nullable String> keysHeard = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void waitsForNoAnswerForEver() {
        var provider = new FalProvider(http, server(_ -> {}));

        assertThat(Stand.answer(provider.submit(Stand.commission(new Work.Model("a/b", Map.of())))))
                .isInstanceOf(Handover.Unknown.class);
        assertThat(Stand.answer(provider.look("/a/b/requests/1"))).isInstanceOf(RemoteRun.Silent.class);
        Stand.answer(provider.cancel("/a/b/requests/1"));
    }

    @Test
    void makesNothingOfAnAnswerThatIsNoJson() {
        var provider =
                new FalProvider(http, server(request -> request.response().end("welcome")));

        assertThat(Stand.answer(provider.submit(Stand.commission(new Work.Model("a/b", Map.of())))))
                .isInstanceOf(Handover.Unknown.class);
        assertThat(Stand.answer(provider.look("/a/b/requests/1"))).isInstanceOf(RemoteRun.Silent.class);
    }

    @Test
    void copiesAFile() {
        var account = server(request -> request.response().end("content"));

        assertThat(fetched(account, "/a")).isInstanceOf(Fetched.Whole.class);
        assertThat(copy()).hasContent("content");
        assertThat(keysHeard).containsExactly("Key secret");
    }

    @Test
    void takesTheKeyNowhereElse() {
        var elsewhere = server(request -> request.response().end("content"));
        var account = server(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", elsewhere.at("/b"))
                .end());

        assertThat(fetched(account, "/a")).isInstanceOf(Fetched.Whole.class);

        assertThat(keysHeard).containsExactly("Key secret", null);
    }

    @Test
    void fetchesNothingFromAnotherHostWithoutEncryption() {
        var elsewhere = server(request -> request.response().end("content"));
        var account = server(request -> request.response().end());

        assertThat(fetched(account, URI.create(elsewhere.at("/b")))).isInstanceOf(Fetched.Denied.class);
        assertThat(keysHeard).isEmpty();
    }

    @Test
    void takesNoFileThatIsTooLarge() {
        var account = server(request -> request.response().end(Buffer.buffer(new byte[LARGEST + 1])));

        assertThat(fetched(account, "/a")).isInstanceOf(Fetched.Denied.class);
        assertThat(fetched(account, RemoteFile.inline("", "a", base64(new byte[LARGEST + 100]))))
                .isInstanceOf(Fetched.Denied.class);
    }

    @Test
    void givesUpAFileThatIsCutOffOrDoesNotEnd() {
        var cut = server(request -> request.response()
                .putHeader("Content-Length", "100")
                .write(Buffer.buffer("half"))
                .onComplete(_ -> request.connection().close()));
        var endless = server(request -> request.response().setChunked(true).write("a little"));

        assertThat(fetched(cut, "/a")).isInstanceOf(Fetched.Unavailable.class);
        assertThat(fetched(endless, "/a")).isInstanceOf(Fetched.Unavailable.class);
    }

    @Test
    void saysWhyAFileIsNotThere() {
        var account = server(request -> request.response()
                .setStatusCode(Integer.parseInt(request.path().substring(1)))
                .end());

        assertThat(fetched(account, "/404")).isInstanceOf(Fetched.Missing.class);
        assertThat(fetched(account, "/410")).isInstanceOf(Fetched.Missing.class);
        assertThat(fetched(account, "/403")).isInstanceOf(Fetched.Denied.class);
        assertThat(fetched(account, "/302")).isInstanceOf(Fetched.Denied.class);
        assertThat(fetched(account, "/503")).isInstanceOf(Fetched.Unavailable.class);
    }

    @Test
    void readsAFileFromTheAnswerItself() {
        var account = server(_ -> {});

        assertThat(fetched(account, RemoteFile.inline("", "a", base64("content".getBytes(StandardCharsets.UTF_8)))))
                .isInstanceOf(Fetched.Whole.class);
        assertThat(copy()).hasContent("content");
        assertThat(fetched(account, RemoteFile.inline("", "a", ""))).isInstanceOf(Fetched.Denied.class);
    }

    @Test
    void showsNoKey() {
        assertThat(server(_ -> {}).toString()).doesNotContain("secret");
    }

    private Account server(Handler<HttpServerRequest> handler) {
        var server = vertx.getDelegate()
                .createHttpServer()
                .requestHandler(request -> {
                    if (request.method().name().equals("GET") && request.path().length() < 5) {
                        keysHeard.add(request.getHeader("Authorization"));
                    }
                    handler.handle(request);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new Account(URI.create("http://127.0.0.1:" + server.actualPort()), "secret", 0);
    }

    private Fetched fetched(Account account, String path) {
        return fetched(account, URI.create(account.at(path)));
    }

    private Fetched fetched(Account account, URI url) {
        return fetched(account, RemoteFile.at("", "a.png", url));
    }

    private Fetched fetched(Account account, RemoteFile file) {
        return Stand.answer(http.fetch(file, copy(), account, "Key"));
    }

    private Path copy() {
        return directory.resolve("copy");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
