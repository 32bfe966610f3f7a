package dev.comfymesh.simulator.trace;

import dev.comfymesh.simulator.domain.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** One recorded scenario: what its clients did and what a real server answered, line by line. */
record Trace(String name, List<Line> lines) {

    /** One line; {@code tree} holds what is particular to its direction. */
    record Line(int number, double millis, String direction, String connection, Map<String, Object> tree) {

        String text(String key) {
            return (String) tree.get(key);
        }

        @Override
        public String toString() {
            var text = new JsonObject(tree).encode();
            return "line " + number + " " + connection + " " + text.substring(0, Math.min(900, text.length()));
        }
    }

    static final List<String> NAMES = List.of(
            "01-connect",
            "02-minimal-success",
            "03-progress-preview-negotiated",
            "04-progress-preview-not-negotiated",
            "05-fully-cached-rerun",
            "07-validation-errors",
            "08-partial-validity",
            "09-node-failure",
            "10-oom-failure",
            "11-interrupt-running",
            "12-interrupt-wrong-id",
            "13-cancel-pending-queue-delete",
            "14-jobs-cancel",
            "16-no-client-id",
            "17-reconnect",
            "18-client-prompt-id",
            "19-upload",
            "20-load-scale-save",
            "22-system-catalogue",
            "23-free",
            "24-history-paging",
            "26-preview-image",
            "27-media-outputs",
            "28-server-restart-kill",
            "28b-server-restart-sigint",
            "28c-server-restart-sigterm",
            "29-ui-format",
            "30-oversize-body",
            "32-special-nodes",
            "33-extra-data",
            "35-poison-extra-pnginfo",
            "36-poison-client-id",
            "37-dead-worker",
            "38-stalled-client",
            "39-cache-modes",
            "40-success-race");

    static Trace read(String name) {
        try (var lines = reader(name + ".jsonl")) {
            var number = new int[1];
            return new Trace(
                    name, lines.lines().map(text -> line(++number[0], text)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A recorded JSON document. */
    static Map<String, Object> document(String name) {
        try (var lines = reader(name + ".json")) {
            return Replay.json(lines.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader reader(String file) throws IOException {
        InputStream packed = Objects.requireNonNull(Trace.class.getResourceAsStream("/traces/" + file + ".gz"), file);
        return new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8));
    }

    private static Line line(int number, String text) {
        var tree = Replay.json(text);
        return new Line(
                number,
                ((Number) tree.remove("t_ms")).doubleValue(),
                String.valueOf(tree.remove("dir")),
                String.valueOf(tree.remove("conn")),
                Json.asObject(tree));
    }
}
