package dev.comfymesh.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.local.mesh.Board;

/** Shows each candidate of one job on a line of its own: where it runs, how far it is, what became of it. */
final class PoolView {
    private static final int BAR = 24;

    private final Board board;
    private final Makers makers = new Makers();

    PoolView(Board board, String jobId, int candidates) {
        this.board = board;
        for (int n = 1; n <= candidates; n++) {
            board.move(label(jobId + "-" + n), "waiting");
        }
    }

    Makers makers() {
        return makers;
    }

    void show(StreamEvent event) {
        var body = parse(event.json());
        var candidate = body.path("candidateId").asText();
        switch (event.type()) {
            case "candidate.assigned" -> {
                makers.sent(label(candidate), body.path("targetId").asText());
                board.tell(label(candidate), "sent to " + body.path("targetId").asText());
            }
            case "candidate.started" -> board.tell(label(candidate), running(candidate, 0, ""));
            case "progress" -> board.move(label(candidate), progress(candidate, body));
            case "candidate.finished" -> {
                makers.finished(label(candidate));
                board.tell(label(candidate), "made, to be judged");
            }
            case "candidate.scored" -> board.tell(label(candidate), verdict(body));
            case "candidate.failed" ->
                board.tell(
                        label(candidate),
                        "failed    " + body.at("/problem/detail").asText());
            case "pool.short" -> board.tell("pool", body.path("missing").asInt() + " short, adding more");
            case "pool.selected" -> board.tell("pool", body.path("selection").size() + " chosen");
            default -> {
                // The rest is about the job as a whole, and is told when it has ended.
            }
        }
    }

    private String progress(String candidate, JsonNode note) {
        var steps = note.path("steps").asInt() > 0
                ? "step %d/%d"
                        .formatted(note.path("step").asInt(), note.path("steps").asInt())
                : "";
        return running(candidate, note.path("fraction").asDouble(), steps);
    }

    private String running(String candidate, double fraction, String steps) {
        var filled = (int) Math.round(Math.clamp(fraction, 0, 1) * BAR);
        return "[%s%s] %3.0f %%  %s  %s"
                .formatted(
                        "#".repeat(filled),
                        ".".repeat(BAR - filled),
                        fraction * 100,
                        makers.targetOf(label(candidate)),
                        steps)
                .stripTrailing();
    }

    private static String verdict(JsonNode scored) {
        if (scored.path("passed").asBoolean()) {
            return "passed    score %.3f".formatted(scored.path("score").asDouble());
        }
        return "rejected  " + scored.at("/reasons/0/text").asText();
    }

    private static String label(String candidateId) {
        return "#" + candidateId.substring(candidateId.lastIndexOf('-') + 1);
    }

    private static JsonNode parse(String json) {
        try {
            return MeshApi.JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("an event of the stream is not JSON: " + json, broken);
        }
    }
}
