package dev.comfymesh.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The server of a scenario and its disk: does what the recorder says in notes that it did to them. */
final class Scenery implements AutoCloseable {

    private static final int FLOOD_PROMPTS = 4;
    private static final int FLOOD_NODES = 160;

    private static final int UNHEARD_RUNS = 110;
    private static final String EMPTY_IMAGE =
            "{\"class_type\":\"EmptyImage\",\"inputs\":{\"width\":8,\"height\":8,\"batch_size\":1,\"color\":%d}}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();
    private final Path base;
    private final Likeness likeness;
    private final int slowness;
    private final boolean outside;
    private Path directory;
    private Stage stage;
    private Socket deaf;

    Scenery(String scenario, Path base, Likeness likeness, int slowness) throws Exception {
        this.slowness = slowness;
        this.base = base;
        this.likeness = likeness;
        this.outside = scenario.startsWith("28") || scenario.startsWith("36");
        this.directory = Files.createDirectory(base.resolve("node"));
        open(List.of());
    }

    String url() {
        return stage.url();
    }

    /** Most notes only say what comes next. */
    void follow(String note, Map<String, Ear> ears) throws Exception {
        if (note.contains("file is deleted on disk")) {
            Files.delete(directory.resolve("output/ComfyUI_00001_.png"));
        } else if (note.startsWith("five small files")) {
            placeModels();
        } else if (note.startsWith("the server process gets ")) {
            outside().signal(note.substring(note.indexOf(" SIG") + " SIG".length()));
        } else if (note.contains("the process has ended")) {
            assertThat(outside().awaitEnd()).isEqualTo(exitStatus(note));
        } else if (note.startsWith("process alive: False, exit status 1")) {
            assertThat(outside().awaitEnd()).isEqualTo(1);
        } else if (note.contains("has been started again")) {
            open(List.of());
        } else if (note.startsWith("server started with --cache-")) {
            restartEmpty(note.substring(note.indexOf("--cache-")).split(" "));
        } else if (note.contains("\"stalled\"")) {
            openDeafSocket();
            flood();
        } else if (note.contains("then delivery stopped")) {
            ears.get("A.ws").forgetAll();
        } else if (note.startsWith("the stalled socket closes")) {
            deaf.close();
        } else if (note.contains("runs in between are left out")) {
            runUnheard();
            ears.get("A.ws").forgetAll();
            turn("{\"historyDelayMillis\": 300}");
        }
    }

    /** The prompts that the trace leaves out. */
    Set<String> leftOut() {
        return leftOut;
    }

    /** Ends a server in this process, if it still lives. */
    void endInside() throws Exception {
        if (stage instanceof Stage.Inside inside) {
            inside.close();
        }
    }

    private Stage.Outside outside() {
        return (Stage.Outside) stage;
    }

    /** A process that a signal ended has 128 and the signal's number; Python tells it as a negative number. */
    private static int exitStatus(String note) {
        int recorded = Integer.parseInt(note.substring(note.lastIndexOf(' ') + 1));
        return recorded < 0 ? 128 - recorded : recorded;
    }

    private void open(List<String> more) throws Exception {
        stage = outside ? Stage.Outside.open(directory) : Stage.Inside.open(directory, more);
        likeness.state("BASE", directory.toString());
        turn("{\"slowFactor\": %d}".formatted(slowness));
        likeness.state("HOST", stage.url().replace("http://", ""));
        likeness.state("HOSTNAME_PORT", stage.url().replace("http://127.0.0.1", "localhost"));
    }

    private void restartEmpty(String[] flag) throws Exception {
        stage.close();
        directory = Files.createDirectory(base.resolve(flag[0]));
        var mode = flag[0].substring("--cache-".length());
        open(List.of("--cache", flag.length == 2 ? mode + ":" + flag[1] : mode));
    }

    private void placeModels() throws IOException {
        var header = "{\"__metadata__\":{\"title\":\"demo\"}}".getBytes(StandardCharsets.UTF_8);
        var file = ByteBuffer.allocate(108).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
        place("checkpoints/alpha.safetensors", file.put(header).array());
        for (var name : List.of(
                "checkpoints/notes.txt",
                "loras/gamma.safetensors",
                "loras/sub/beta.safetensors",
                "embeddings/emb1.pt")) {
            place(name, new byte[8]);
        }
    }

    private void place(String name, byte[] content) throws IOException {
        var file = directory.resolve("models").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private void openDeafSocket() throws IOException {
        var address = URI.create(stage.url());
        deaf = new Socket(address.getHost(), address.getPort());
        deaf.getOutputStream()
                .write(("GET /ws?clientId=stalled HTTP/1.1\r\nHost: " + address.getAuthority()
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** Long graphs without a client: everybody is sent ever longer states, most of all by the first. */
    private void flood() throws IOException, InterruptedException {
        for (int prompt = 0; prompt < FLOOD_PROMPTS; prompt++) {
            var name = prompt == 0 ? "n".repeat(200) : "n";
            var graph = new StringBuilder("\"%s0\":".formatted(name)).append(EMPTY_IMAGE.formatted(prompt));
            for (int node = 1; node < FLOOD_NODES; node++) {
                graph.append(",\"%s%d\":{\"class_type\":\"ImageInvert\",\"inputs\":{\"image\":[\"%s%d\",0]}}"
                        .formatted(name, node, name, node - 1));
            }
            graph.append(",\"end\":{\"class_type\":\"PreviewImage\",\"inputs\":{\"images\":[\"%s%d\",0]}}"
                    .formatted(name, FLOOD_NODES - 1));
            submit(graph.toString(), "null");
        }
        awaitIdle();
    }

    private void runUnheard() throws IOException, InterruptedException {
        for (int prompt = 1; prompt < UNHEARD_RUNS; prompt++) {
            submit(
                    "\"1\":" + EMPTY_IMAGE.formatted(prompt) + ",\"9\":{\"class_type\":\"SaveImage\",\"inputs\":"
                            + "{\"images\":[\"1\",0],\"filename_prefix\":\"ComfyUI\"}}",
                    "\"left-out\"");
        }
        awaitIdle();
    }

    private void submit(String nodes, String client) throws IOException, InterruptedException {
        var id = UUID.randomUUID().toString();
        leftOut.add(id);
        post("/prompt", "{\"prompt\":{%s},\"client_id\":%s,\"prompt_id\":\"%s\"}".formatted(nodes, client, id));
    }

    private void turn(String knobs) throws IOException, InterruptedException {
        post("/simulator/knobs", knobs);
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(stage.url() + path)).POST(BodyPublishers.ofString(body));
        assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    private void awaitIdle() {
        var request =
                HttpRequest.newBuilder(URI.create(stage.url() + "/prompt")).build();
        await().until(() -> http.send(request, BodyHandlers.ofString()).body().contains("\"queue_remaining\": 0"));
    }

    @Override
    public void close() throws Exception {
        if (deaf != null) {
            deaf.close();
        }
        http.shutdownNow();
        stage.close();
    }
}
