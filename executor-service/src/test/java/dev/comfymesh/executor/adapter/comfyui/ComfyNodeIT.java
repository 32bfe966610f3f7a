package dev.comfymesh.executor.adapter.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.NodeClient;
import dev.comfymesh.executor.app.Upload;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.InputPlace;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.Submission;
import dev.comfymesh.executor.domain.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.mutiny.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a server that answers as no ComfyUI should. */
class ComfyNodeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final OutputFile FILE = new OutputFile("9", "a.png", "", "output");
    private static final String TRACE = "00-11111111111111111111111111111111-2222222222222222-01";
    private static final Assignment ORDER = new Assignment(
            new UUID(0, 1),
            new UUID(0, 2),
            "tenant",
            "candidate",
            "target",
            7,
            "sha256:0",
            Instant.EPOCH,
            Instant.EPOCH,
            false,
            TRACE);
    private static final InputFile INPUT = new InputFile("/input/a.png", "key", "image/png", 2, "a1");
    private static final InputPlace PLACE = new InputPlace("cm/acme", "a1.png");
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void closesItsFileWhenNobodyAnswers() {
        var gone = client(URI.create("http://127.0.0.1:1"));

        assertThat(answer(gone.fetch(ORDER, FILE, file()))).isInstanceOf(Fetched.Unavailable.class);

        assertNothingIsOpen();
    }

    @Test
    void closesItsFileWhenTheConnectionBreaks() {
        var node = server(request -> request.response()
                .putHeader("Content-Length", "1000000")
                .write(Buffer.buffer(new byte[1000]))
                .onComplete(_ -> request.connection().close()));

        assertThat(answer(node.fetch(ORDER, FILE, file()))).isInstanceOf(Fetched.Unavailable.class);

        assertNothingIsOpen();
    }

    @Test
    void takesNoFileWithoutEnd() {
        var cutOff = new AtomicBoolean();
        var node = server(request -> {
            request.connection().closeHandler(_ -> cutOff.set(true));
            writeForEver(request.response().setChunked(true));
        });

        assertThat(answer(node.fetch(ORDER, FILE, file())))
                .isEqualTo(new Fetched.Denied("is larger than %d bytes".formatted(1 << 20)));

        await().atMost(PATIENCE).untilTrue(cutOff);
        assertNothingIsOpen();
    }

    @Test
    void cutsAFileOffThatTakesTooLong() {
        var cutOff = new AtomicBoolean();
        var node = server(request -> {
            request.connection().closeHandler(_ -> cutOff.set(true));
            trickle(request.response().setChunked(true));
        });

        assertThat(answer(node.fetch(ORDER, FILE, file()))).isInstanceOf(Fetched.Unavailable.class);

        await().atMost(PATIENCE).untilTrue(cutOff);
        assertNothingIsOpen();
    }

    @Test
    void carriesTheTraceToTheNode() {
        var traces = new CopyOnWriteArrayList<String>();
        var node = server(request -> {
            traces.addAll(request.headers().getAll("traceparent"));
            request.response().setStatusCode(404).end();
        });

        answer(node.submit(ORDER, "client", new Graph(Map.of())));
        answer(node.fetch(ORDER, FILE, file()));

        assertThat(traces).containsExactly(TRACE, TRACE);
    }

    @Test
    void sendsAFileInAFormAndTakesTheNameThatTheNodeGivesIt() {
        var forms = new CopyOnWriteArrayList<String>();
        var node = server(request -> request.body().onSuccess(body -> {
            forms.add(request.getHeader("Content-Length") + "=" + body.length() + "\n" + body);
            request.response().end("""
                    {"name": "a1 (1).png", "subfolder": "cm/acme", "type": "input"}""");
        }));

        var upload =
                answer(node.upload(ORDER, INPUT, PLACE, Multi.createFrom().items(new byte[] {'x'}, new byte[] {'y'})));

        assertThat(upload).isEqualTo(new Upload.Placed("cm/acme/a1 (1).png"));
        var form = forms.getFirst().lines().toList();
        assertThat(form.getFirst().split("=")).allMatch(form.getFirst().split("=")[0]::equals);
        assertThat(form)
                .contains("cm/acme", "Content-Disposition: form-data; name=\"image\"; filename=\"a1.png\"", "xy");
    }

    @Test
    void tellsAFileThatIsTooLargeFromANodeThatTakesNone() {
        assertThat(upload(413)).isEqualTo(new Upload.TooLarge());
        assertThat(upload(500)).isEqualTo(new Upload.Unreachable("status 500"));
    }

    @Test
    void stopsReadingAFileWhenTheNodeHangsUp() {
        var stopped = new AtomicBoolean();
        var endless = new InputFile("/input/a.png", "key", "image/png", 1L << 40, "a1");
        var content = Multi.createFrom()
                .ticks()
                .every(Duration.ofMillis(1))
                .onOverflow()
                .drop()
                .map(_ -> new byte[1 << 10])
                .onTermination()
                .invoke(() -> stopped.set(true));
        var node = server(request -> request.handler(_ -> request.connection().close()));

        assertThat(answer(node.upload(ORDER, endless, PLACE, content))).isInstanceOf(Upload.Unreachable.class);

        await().atMost(PATIENCE).untilTrue(stopped);
    }

    private Upload upload(int status) {
        var node = server(request -> request.response().setStatusCode(status).end());
        return answer(node.upload(ORDER, INPUT, PLACE, Multi.createFrom().items(new byte[] {'x'}, new byte[] {'y'})));
    }

    @Test
    void takesNoStrangersAnswerForARefusal() {
        var node = server(request -> request.response().setStatusCode(400).end("<html>Bad Request</html>"));

        var submission = answer(node.submit(ORDER, "client", new Graph(Map.of())));

        assertThat(submission).isEqualTo(new Submission.Unreachable("status 400"));
    }

    private static void writeForEver(HttpServerResponse response) {
        response.write(Buffer.buffer(new byte[1 << 16])).onSuccess(_ -> writeForEver(response));
    }

    private void trickle(HttpServerResponse response) {
        response.write(Buffer.buffer(new byte[1]))
                .onSuccess(_ -> vertx.getDelegate().setTimer(50, _ -> trickle(response)));
    }

    private NodeClient server(Handler<HttpServerRequest> handler) {
        var server = vertx.getDelegate().createHttpServer().requestHandler(handler);
        var port = Uni.createFrom()
                .completionStage(server.listen(0, "127.0.0.1").toCompletionStage())
                .await()
                .atMost(PATIENCE)
                .actualPort();
        return client(URI.create("http://127.0.0.1:" + port));
    }

    private NodeClient client(URI url) {
        var limits = new Connections.Limits(PATIENCE, PATIENCE, PATIENCE, Duration.ofSeconds(1), PATIENCE, 1 << 20);
        return new Connections(vertx, limits, _ -> Access.PLAIN, new SimpleMeterRegistry())
                .at(new Target("target", url, 1));
    }

    private Path file() {
        return directory.resolve(UUID.randomUUID().toString());
    }

    private static <T> T answer(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private void assertNothingIsOpen() {
        Assumptions.assumeTrue(Files.isDirectory(OPEN_FILES), "this system does not show open files");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(openFiles()).isEmpty());
    }

    private List<String> openFiles() throws IOException {
        try (var descriptors = Files.list(OPEN_FILES)) {
            return descriptors
                    .map(Path::toFile)
                    .map(ComfyNodeIT::target)
                    .filter(path -> path.startsWith(directory.toString()))
                    .toList();
        }
    }

    private static String target(File descriptor) {
        try {
            return descriptor.getCanonicalPath();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
