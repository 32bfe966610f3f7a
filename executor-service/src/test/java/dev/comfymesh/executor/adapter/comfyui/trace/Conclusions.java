package dev.comfymesh.executor.adapter.comfyui.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.app.NodeClient;
import dev.comfymesh.executor.app.NodeSocket;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leads the executor's client through a recorded scenario. Wherever a recorded client asked something that ours asks too, ours
 * does, and is given the recorded answer; what it then believes is written down.
 */
final class Conclusions {
    private static final String JOBS = "/api/jobs/";
    private static final String HISTORY = "/history/";
    private static final int FIRST_MARK = 1_000_000;

    private final Trace trace;
    private final RecordedNode server;
    private final NodeClient client;
    private final Questions questions;
    private final List<String> told = new ArrayList<>();
    private final Map<String, Hearing> hearings = new HashMap<>();
    private final Map<String, NodeSocket> sockets = new HashMap<>();
    private final Map<String, String> broken = new HashMap<>();
    private final Set<String> spoken = new TreeSet<>();
    private int marks = FIRST_MARK;

    Conclusions(Trace trace, RecordedNode server, NodeClient client, Path directory) {
        this.trace = trace;
        this.server = server;
        this.client = client;
        this.questions = new Questions(server, client, directory);
    }

    List<String> draw() throws InterruptedException {
        for (var line : trace.lines()) {
            switch (line.path("dir").asText()) {
                case "ws-in" -> said(line);
                case "ws-out" -> left(line);
                case "http-req" -> asked(line, trace.answer(line));
                default -> {}
            }
        }
        listen();
        told.addAll(questions.offer(trace));
        sockets.values().forEach(NodeSocket::close);
        return told;
    }

    private void said(JsonNode line) throws InterruptedException {
        var name = line.path("conn").asText();
        switch (line.path("kind").asText()) {
            case "text" -> {
                questions.note(line.path("msg"));
                server.say(name, RecordedNode.wire(line.path("msg")));
                spoken.add(name);
            }
            case "binary" -> {
                server.show(name, line.path("frame"));
                spoken.add(name);
            }
            default -> {
                listen();
                server.cut(name);
                broken.put(person(name), name);
                questions.forgetRuns();
                told.add(name + " is cut off");
            }
        }
    }

    private void left(JsonNode line) throws InterruptedException {
        if (line.path("kind").asText().equals("close")) {
            listen();
            sockets.get(line.path("conn").asText()).close();
        }
    }

    /** Whose socket it is, of the several that one may have had. */
    private static String person(String name) {
        return name.substring(0, 1);
    }

    /** Ends a stretch in which the node spoke: every socket tells what it heard. */
    private void listen() throws InterruptedException {
        for (var name : spoken) {
            marks++;
            server.say(
                    name,
                    "{\"type\": \"status\", \"data\": {\"status\": {\"exec_info\": {\"queue_remaining\": %d}}}}"
                            .formatted(marks));
            var words = hearings.get(name).until(marks);
            if (!words.isEmpty()) {
                told.add(name + " hears " + String.join(", ", words));
            }
        }
        spoken.clear();
    }

    private void asked(JsonNode request, JsonNode answer) throws InterruptedException {
        var path = request.path("path").asText();
        if (request.path("headers").has("Upgrade")) {
            listen();
            connect(request, answer);
            return;
        }
        var question = request.path("method").asText() + " " + new QueryStringDecoder(path).path();
        var concerns = question.startsWith("GET " + JOBS)
                || question.startsWith("GET " + HISTORY)
                || question.startsWith("POST " + JOBS)
                || Set.of("POST /prompt", "POST /queue", "POST /interrupt", "POST /free", "GET /queue", "GET /view")
                        .contains(question)
                || question.equals("GET /system_stats");
        if (answer.path("status").isNull()) {
            listen();
            server.die();
            questions.forgetRuns();
            told.addAll(questions.whileDown());
        } else if (concerns) {
            listen();
            server.start();
            told.addAll(questions.ask(question, request, answer));
        }
    }

    private void connect(JsonNode request, JsonNode answer) {
        if (answer.path("status").asInt() != 101) {
            return;
        }
        server.start();
        var name = request.path("conn").asText();
        var former = broken.remove(person(name));
        if (former != null) {
            server.admit(name, () -> {}); // the client comes back by itself
            hearings.put(name, hearings.remove(former));
            sockets.put(name, sockets.remove(former));
            told.add("%s comes back as %s".formatted(former, name));
            return;
        }
        var hearing = new Hearing();
        hearings.put(name, hearing);
        server.admit(name, () -> sockets.put(name, client.listen(clientId(request), hearing)));
    }

    private static String clientId(JsonNode request) {
        var given = new QueryStringDecoder(request.path("path").asText())
                .parameters()
                .getOrDefault("clientId", List.of(""))
                .getFirst();
        return given.isEmpty() ? request.path("conn").asText() : given;
    }
}
