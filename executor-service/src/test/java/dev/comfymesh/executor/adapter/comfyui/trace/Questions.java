package dev.comfymesh.executor.adapter.comfyui.trace;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.executor.app.CatalogueLook;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.NodeClient;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Catalogue;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Output;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.OutputText;
import dev.comfymesh.executor.domain.Refusal;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Submission;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Asks the recorded node what a recorded client asked it, in the manner of ours, and says what ours made of the answer. */
final class Questions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final UUID NOBODY = UUID.fromString("99999999-0000-4000-8000-000000000000");
    private static final Graph EMPTY = new Graph(Map.of());
    private static final String ID = "[0-9a-f-]{36}";

    private final RecordedNode server;
    private final NodeClient client;
    private final Path directory;

    /** The runs that the node holds, as far as the scenario has told: under which key of its queue. */
    private final Map<String, String> held = new LinkedHashMap<>();

    /** What the node's history last told, by request. */
    private final Map<String, JsonNode> histories = new HashMap<>();

    Questions(RecordedNode server, NodeClient client, Path directory) {
        this.server = server;
        this.client = client;
        this.directory = directory;
    }

    /** Follows what the node says on its sockets. */
    void note(JsonNode message) {
        var run = message.path("data").path("prompt_id").asText();
        switch (message.path("type").asText()) {
            case "execution_start" -> held.put(run, "queue_running");
            case "executing" -> {
                if (message.path("data").path("node").isNull()) {
                    held.remove(run);
                }
            }
            default -> {}
        }
    }

    void forgetRuns() {
        held.clear();
    }

    List<String> whileDown() {
        return List.of("while the node is down: vitals "
                + (answer(client.vitals()).isPresent() ? "shown" : "none")
                + ", a look says " + words(answer(client.look(NOBODY)))
                + ", a submit says " + words(answer(client.submit(order(NOBODY), "client", EMPTY))));
    }

    List<String> ask(String question, JsonNode request, JsonNode recorded) {
        var path = question.substring(question.indexOf(' ') + 1);
        if (path.matches("/api/jobs/" + ID)) {
            var past = "GET /history/" + path.substring(10);
            return look(path.substring(10), Map.of(question, recorded, "GET /queue", queue(), past, known(past)), "");
        }
        if (path.matches("/history/" + ID)) {
            histories.put(question, recorded);
            return look(path.substring(9), Map.of(question, recorded, "GET /queue", queue()), " in the history");
        }
        if (path.matches("/api/jobs/" + ID + "/cancel")) {
            held.remove(path.substring(10, 46), "queue_pending");
            return cancel(path.substring(10, 46), Map.of(question, recorded));
        }
        return switch (question) {
            case "POST /prompt" -> submit(request, recorded);
            case "POST /queue" -> inQueue(request, recorded);
            case "POST /interrupt" -> interrupt(request, recorded);
            case "POST /free" -> free(request, recorded);
            case "GET /queue" -> waiting(recorded);
            case "GET /view" -> fetch(request, recorded);
            case "GET /system_stats" -> vitals(recorded);
            default -> List.of();
        };
    }

    private List<String> submit(JsonNode request, JsonNode recorded) {
        var given = recorded.path("body").path("prompt_id").asText("");
        var asked = request.path("body").path("prompt_id").asText("");
        var run = Stream.of(given, asked)
                .filter(id -> id.matches(ID))
                .findFirst()
                .map(UUID::fromString)
                .orElse(NOBODY);
        server.answering(Map.of("POST /prompt", recorded));
        var submission = answer(client.submit(order(run), "client", EMPTY));
        if (!given.isEmpty()) {
            held.put(given, "queue_pending");
        }
        return List.of("submit" + (given.isEmpty() ? "" : " " + Trace.name(given)) + ": " + words(submission));
    }

    private List<String> look(String run, Map<String, JsonNode> answers, String where) {
        var all = new HashMap<>(answers);
        all.put("GET /history", past());
        server.answering(all);
        return List.of("look at " + Trace.name(run) + where + ": " + words(answer(client.look(UUID.fromString(run)))));
    }

    /** Every run that the node shows is looked for, as on a node that has nothing else to ask. */
    private List<String> waiting(JsonNode recorded) {
        var told = new ArrayList<String>();
        for (var key : List.of("queue_running", "queue_pending")) {
            recorded.path("body").path(key).forEach(entry -> {
                var run = entry.path(1).asText();
                var answers = new HashMap<String, JsonNode>();
                answers.put("GET /queue", recorded);
                answers.put("GET /history/" + run, json(JSON.objectNode()));
                told.addAll(look(run, answers, " in the queue"));
            });
        }
        return told;
    }

    private List<String> inQueue(JsonNode request, JsonNode recorded) {
        return StreamSupport.stream(request.path("body").path("delete").spliterator(), false)
                .map(JsonNode::asText)
                .filter(run -> run.matches(ID))
                .flatMap(run -> {
                    held.remove(run, "queue_pending");
                    return cancel(run, Map.of("POST /queue", recorded, "GET /queue", queue())).stream();
                })
                .toList();
    }

    private List<String> interrupt(JsonNode request, JsonNode recorded) {
        var run = request.path("body").path("prompt_id").asText("");
        return run.matches(ID)
                ? cancel(
                        run,
                        Map.of(
                                "POST /queue",
                                json(JSON.nullNode()),
                                "GET /queue",
                                queue(),
                                "POST /interrupt",
                                recorded))
                : List.of();
    }

    private List<String> cancel(String run, Map<String, JsonNode> answers) {
        server.answering(answers);
        answer(client.cancel(UUID.fromString(run)));
        return List.of("cancel " + Trace.name(run) + ": "
                + server.asked().stream()
                        .map(asked -> asked.replace(run, Trace.name(run)))
                        .collect(joining(", ")));
    }

    private List<String> free(JsonNode request, JsonNode recorded) {
        if (!request.path("body").path("free_memory").asBoolean()) {
            return List.of();
        }
        server.answering(Map.of("POST /free", recorded));
        answer(client.freeMemory());
        return List.of("free memory: " + String.join(", ", server.asked()));
    }

    private List<String> fetch(JsonNode request, JsonNode recorded) {
        var query = new QueryStringDecoder(request.path("path").asText()).parameters();
        var plain = request.path("headers").isEmpty()
                && List.of("filename", "subfolder", "type").containsAll(query.keySet());
        if (!plain || query.getOrDefault("filename", List.of("")).getFirst().isEmpty()) {
            return List.of();
        }
        var file = new OutputFile(
                "9", first(query, "filename", ""), first(query, "subfolder", ""), first(query, "type", "output"));
        server.answering(Map.of("GET /view", recorded));
        var fetched = answer(client.fetch(
                order(NOBODY), file, directory.resolve(UUID.randomUUID().toString())));
        return List.of("fetch %s: %s".formatted(words(file), words(fetched)));
    }

    private List<String> vitals(JsonNode recorded) {
        server.answering(Map.of("GET /system_stats", recorded, "GET /queue", queue()));
        return List.of("vitals: "
                + answer(client.vitals())
                        .map(vitals -> "%d running, %d pending, %d of %d bytes free, on %s"
                                .formatted(
                                        vitals.running(),
                                        vitals.pending(),
                                        vitals.vramFreeBytes(),
                                        vitals.vramTotalBytes(),
                                        vitals.machine()))
                        .orElse("none"));
    }

    /** A real server's offer was recorded class by class and folder by folder. */
    List<String> offer(Trace trace) {
        var answers = new HashMap<String, JsonNode>();
        var classes = JSON.objectNode();
        for (var line : trace.lines()) {
            var path = line.path("path").asText();
            if (Trace.is(line, "http-req") && path.matches("/models(/[a-z]+)?")) {
                answers.put("GET " + path, trace.answer(line));
            } else if (path.startsWith("/object_info/")) {
                classes.setAll((ObjectNode) trace.answer(line).path("body"));
            }
        }
        if (!answers.containsKey("GET /models")) {
            return List.of();
        }
        answers.put("GET /object_info", json(classes));
        server.answering(answers);
        if (!(answer(client.catalogue(null)) instanceof CatalogueLook.Read read)) {
            return List.of("catalogue: none");
        }
        var told = new ArrayList<String>();
        told.add("catalogue: " + read.catalogue().nodeClasses());
        told.add("models: " + read.catalogue().models());
        read.catalogue().inputs().forEach((name, inputs) -> told.add("inputs of " + name + ": " + words(inputs)));
        told.add("asked again: " + answer(client.catalogue(read.fingerprint())));
        return told;
    }

    private static String words(Map<String, Catalogue.Input> inputs) {
        return inputs.entrySet().stream()
                .map(input -> input.getKey()
                        + (input.getValue().required() ? " " : "? ")
                        + input.getValue().type()
                        + words(input.getValue().choices()))
                .collect(joining(", "));
    }

    private static String words(@Nullable List<String> choices) {
        return choices == null ? "" : choices.size() < 6 ? choices.toString() : " of " + choices.size();
    }

    private JsonNode past() {
        var past = JSON.objectNode();
        histories.values().forEach(history -> past.setAll((ObjectNode) history.path("body")));
        return json(past);
    }

    private JsonNode known(String history) {
        return histories.getOrDefault(history, json(JSON.objectNode()));
    }

    private JsonNode queue() {
        var queue = JSON.objectNode();
        for (var key : List.of("queue_running", "queue_pending")) {
            var entries = queue.putArray(key);
            held.forEach((run, state) -> {
                if (state.equals(key)) {
                    entries.addArray().add(0).add(run);
                }
            });
        }
        return json(queue);
    }

    private static ObjectNode json(JsonNode body) {
        return JSON.objectNode().put("status", 200).put("body_kind", "json").set("body", body);
    }

    private static String words(Submission submission) {
        return switch (submission) {
            case Submission.Accepted _ -> "accepted";
            case Submission.Refused(var refusal, var queued) ->
                (queued ? "refused, though a part would run, " : "refused, ") + words(refusal);
            case Submission.Unreachable(var cause) -> "unreachable" + (cause.startsWith("status") ? ", " + cause : "");
            case Submission.Unknown(var cause) -> "unknown, " + cause;
        };
    }

    private static String words(Refusal refusal) {
        return refusal.ending(EMPTY).failure() + " for " + refusal.type()
                + refusal.problems().stream()
                        .map(problem -> " [%s %s.%s: %s]"
                                .formatted(problem.nodeId(), problem.nodeClass(), problem.input(), problem.type()))
                        .collect(joining());
    }

    private static String words(Sighting sighting) {
        return switch (sighting) {
            case Sighting.Pending _ -> "pending";
            case Sighting.Running _ -> "running";
            case Sighting.Finished(var run) ->
                "finished"
                        + (run.cachedNodes().isEmpty()
                                ? ""
                                : ", cached "
                                        + run.cachedNodes().stream().sorted().toList())
                        + run.outputs().stream()
                                .map(Questions::words)
                                .map(", "::concat)
                                .collect(joining());
            case Sighting.Broke(var error) ->
                "broke, %s: %s %s %s"
                        .formatted(
                                error.ending(EMPTY).failure(), error.nodeId(), error.nodeType(), error.exceptionType());
            case Sighting.Interrupted _ -> "interrupted";
            case Sighting.Absent _ -> "absent";
            case Sighting.Refused _ -> "nobody listens";
            case Sighting.Silent(var cause) -> "silent, " + cause;
        };
    }

    private static String words(Output output) {
        return switch (output) {
            case OutputFile file -> words(file);
            case OutputText text -> text.node() + " says '" + text.text() + "'";
        };
    }

    private static String words(OutputFile file) {
        return "%s:%s/%s%s"
                .formatted(
                        file.node(),
                        file.type(),
                        file.subfolder().isEmpty() ? "" : file.subfolder() + "/",
                        file.filename());
    }

    private static String words(Fetched fetched) {
        return switch (fetched) {
            case Fetched.Whole whole -> "whole, %d bytes".formatted(whole.file().length());
            case Fetched.Missing _ -> "missing";
            case Fetched.Denied _ -> "denied";
            case Fetched.Unavailable _ -> "unavailable";
        };
    }

    private static String first(Map<String, List<String>> query, String name, String otherwise) {
        return query.getOrDefault(name, List.of(otherwise)).getFirst();
    }

    private static Assignment order(UUID run) {
        return new Assignment(
                run, NOBODY, "tenant", "candidate", "target", 7, "sha256:0", Instant.EPOCH, Instant.EPOCH, true, null);
    }

    private static <T> T answer(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
