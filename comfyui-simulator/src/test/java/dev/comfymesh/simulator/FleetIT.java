package dev.comfymesh.simulator;

import static dev.comfymesh.simulator.domain.Graphs.smallest;
import static dev.comfymesh.simulator.domain.Graphs.textToImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes with one node and with many, seen from outside. */
class FleetIT {

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    @AfterEach
    void end() throws InterruptedException {
        process.destroyForcibly().waitFor();
        http.shutdownNow();
    }

    @Test
    void endsItsProcessWhenALoneNodeIsToDie() throws Exception {
        var url = start(1).getFirst();
        post(url + "/simulator/knobs", Json.object("fault", "DIE"));

        post(url + "/prompt", Json.object("prompt", textToImage(1, 4)));

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(137);
        assertThat(Files.readString(directory.resolve("witness.jsonl")))
                .contains("started")
                .doesNotContain("finished");
    }

    @Test
    void losesOneOfSeveralNodes() throws Exception {
        var urls = start(3);
        post(urls.get(1) + "/simulator/knobs", Json.object("fault", "DIE"));

        post(urls.get(1) + "/prompt", Json.object("prompt", textToImage(1, 4)));

        await().untilAsserted(() ->
                assertThatThrownBy(() -> status(urls.get(1) + "/system_stats")).isInstanceOf(ConnectException.class));
        assertThat(status(urls.getFirst() + "/system_stats")).isEqualTo(200);
        assertThat(status(urls.getLast() + "/system_stats")).isEqualTo(200);
    }

    @Test
    void losesANodeThatIsKilledWhileItRests() throws Exception {
        var urls = start(2);

        post(urls.getLast() + "/simulator/knobs", Json.object("kill", true));

        await().untilAsserted(() -> assertThatThrownBy(() -> status(urls.getLast() + "/system_stats"))
                .isInstanceOf(ConnectException.class));
        assertThat(status(urls.getFirst() + "/system_stats")).isEqualTo(200);
    }

    @Test
    void runsTwoHundredNodesInAQuarterOfAGibibyte() throws Exception {
        var urls = start(200);

        for (var url : urls) {
            post(url + "/prompt", Json.object("prompt", smallest(1)));
        }

        assertThat(urls).hasSize(200).doesNotHaveDuplicates();
        for (int number : List.of(1, 100, 200)) {
            var witness = directory.resolve("sim-" + number).resolve("witness.jsonl");
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            Files.exists(witness) && Files.readString(witness).contains("finished"));
            assertThat(Files.readString(witness)).contains("\"node\": \"sim-" + number + "\"");
        }
    }

    private List<String> start(int nodes) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Simulator.class.getName(),
                        "--port",
                        "0",
                        "--directory",
                        directory.toString(),
                        "--name",
                        "sim",
                        "--nodes",
                        Integer.toString(nodes))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return urls(process.inputReader(), nodes);
    }

    private static List<String> urls(BufferedReader output, int nodes) throws IOException {
        var urls = new ArrayList<String>();
        while (urls.size() < nodes) {
            urls.add(output.readLine().replace("ready on ", ""));
        }
        return urls;
    }

    private int status(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private void post(String url, Map<String, Object> body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(Python.json(body)));
        assertThat(http.send(request.build(), BodyHandlers.ofString())).returns(200, answer -> answer.statusCode());
    }
}
