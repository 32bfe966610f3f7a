package dev.comfymesh.executor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A simulated ComfyUI node in a process of its own, so that it can really die; its witness outlives it. */
final class NodeProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path directory;
    private final Process process;
    private final String url;

    private NodeProcess(Path directory, int port) throws IOException {
        this.directory = directory;
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.comfymesh.simulator.Simulator",
                        "--port",
                        Integer.toString(port),
                        "--directory",
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.url = firstUrl();
    }

    /** Starts a fresh node whose sampler takes this long for each of the sample graph's four steps. */
    static NodeProcess start(int stepMillis) {
        try {
            var node = new NodeProcess(Files.createTempDirectory(Path.of("target"), "node-"), 0);
            node.turn("{\"stepMillis\": %d}".formatted(stepMillis));
            return node;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The folder of models, made if it is not there. */
    Path models(String folder) {
        try {
            return Files.createDirectories(directory.resolve("models").resolve(folder));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String url() {
        return url;
    }

    void turn(String knobs) {
        var answer = send(HttpRequest.newBuilder(URI.create(url + "/simulator/knobs"))
                .POST(HttpRequest.BodyPublishers.ofString(knobs))
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** How often the witness saw this happen to the run. */
    long saw(String event, UUID run) {
        return witness().stream()
                .filter(line -> line.contains("\"" + event + "\"") && line.contains(run.toString()))
                .count();
    }

    /** The names of the files in a directory of the node's; none where there is no such directory. */
    List<String> files(String first, String... more) {
        var names = directory.resolve(Path.of(first, more)).toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    void delete(String first, String... more) throws IOException {
        Files.delete(directory.resolve(Path.of(first, more)));
    }

    /** How often the witness saw this happen to any run. */
    long saw(String event) {
        return witness().stream()
                .filter(line -> line.contains("\"" + event + "\""))
                .count();
    }

    boolean dead() {
        return !process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private List<String> witness() {
        var file = directory.resolve("witness.jsonl");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String firstUrl() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("ready on ")) {
                return line.substring("ready on ".length());
            }
        }
        throw new IOException("the node did not start");
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
