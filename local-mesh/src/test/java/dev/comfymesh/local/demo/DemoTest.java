package dev.comfymesh.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.comfymesh.local.Port;
import dev.comfymesh.local.mesh.Trouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DemoTest {
    private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private HttpServer server;
    private MeshApi api;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        api = new MeshApi(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "cmk_test");
    }

    @AfterEach
    void end() {
        api.close();
        server.stop(0);
    }

    @Test
    void followsAJobAcrossABrokenConnectionWithoutLossOrRepetition() {
        var resumedAfter = new ArrayList<String>();
        server.createContext("/v1/jobs/j/events", exchange -> {
            var after = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            resumedAfter.add(after);
            answer(
                    exchange,
                    200,
                    after.equals("0")
                            ? "id: 1\nevent: job.accepted\ndata: {}\n\nid: 2\nevent: candidate.started\nda"
                            : "id: 2\nevent: candidate.started\ndata: {}\n\nid: 3\nevent: job.completed\ndata: {}\n\n");
        });
        var seen = new ArrayList<StreamEvent>();

        new JobStream(api, "j", seen::add).follow();

        assertThat(seen)
                .extracting(StreamEvent::type)
                .containsExactly("job.accepted", "candidate.started", "job.completed");
        assertThat(resumedAfter).containsExactly("0", "1");
    }

    @Test
    void storesThePicturesInOrderOfRank() throws IOException {
        server.createContext("/picture", exchange -> answer(exchange, 200, "a picture"));

        var files = new Delivery(api, directory).fetch(job(Delivery.sha256(PICTURE)));

        assertThat(files).isEqualTo(List.of(directory.resolve("1-candidate-3.png")));
        assertThat(files.getFirst()).hasBinaryContent(PICTURE);
    }

    @Test
    void keepsNoPictureWhoseDigestIsWrong() throws IOException {
        server.createContext("/picture", exchange -> answer(exchange, 200, "another picture"));
        var job = job(Delivery.sha256(PICTURE));

        assertThatThrownBy(() -> new Delivery(api, directory).fetch(job))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("arrived damaged");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void passesOnWhatTheApiSaysAboutARefusal() {
        server.createContext(
                "/v1/jobs", exchange -> answer(exchange, 422, "{\"detail\": \"deliver must not exceed candidates\"}"));

        assertThatThrownBy(() -> api.submit(MeshApi.JSON.createObjectNode()))
                .isInstanceOf(Trouble.class)
                .hasMessage("the API answered 422 to POST /v1/jobs: deliver must not exceed candidates");
    }

    @Test
    void saysThatTheMeshIsNotUp() {
        try (var nobody =
                new MeshApi(URI.create("http://127.0.0.1:" + Port.free().number()), "cmk_test")) {
            assertThatThrownBy(() -> nobody.job("j")).hasMessageContaining("run ./mesh up first");
        }
    }

    @Test
    void submitsTheExampleThatTheReadmeShows() throws IOException {
        var request =
                MeshApi.JSON.readTree(Path.of("..", "examples", "request.json").toFile());
        var graph = MeshApi.JSON.readTree(
                Path.of("..", "examples", "text-to-image.json").toFile());

        assertThat(request.at("/workflow/graph")).isEqualTo(graph);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "--candidates 0 | --candidates must be from 1 to 512, and is 0",
                "--candidates 513 | --candidates must be from 1 to 512, and is 513",
                "--candidates 8 --deliver 9 | --deliver must be from 1 to the 8 candidates, and is 9",
                "--deliver 0 | --deliver must be from 1 to the 8 candidates, and is 0",
                "--candidates many | 'many' is not an int",
                "--colour red | Unknown options: '--colour', 'red'",
            })
    void refusesOptionsThatMakeNoSense(String options, String sentence) {
        var errors = new StringWriter();

        var exitCode =
                new CommandLine(Demo.class).setErr(new PrintWriter(errors)).execute(options.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(errors.toString()).contains(sentence);
    }

    private static JsonNode job(String sha256) throws IOException {
        return MeshApi.JSON.readTree("""
                {"selection": [{"rank": 1, "candidateId": "j-3", "artifacts": [
                    {"id": "a", "mediaType": "image/png", "sha256": "%s", "url": "/picture?signature=x"}]}]}
                """.formatted(sha256));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
