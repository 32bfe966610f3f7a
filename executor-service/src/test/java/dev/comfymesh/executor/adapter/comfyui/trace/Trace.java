package dev.comfymesh.executor.adapter.comfyui.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** One recorded scenario of a real server, line by line; identities and times that were taken out are put in again. */
record Trace(List<JsonNode> lines, Map<Integer, JsonNode> answers) {
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "traces");
    private static final String SUFFIX = ".jsonl.gz";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PROMPT = Pattern.compile("\\$PROMPT_(\\d+)");
    private static final String RUN = "00000000-0000-4000-8000-%012d";

    static List<String> names() {
        try (var files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.replace(SUFFIX, ""))
                    .sorted()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Trace read(String name) {
        var file = DIRECTORY.resolve(name + SUFFIX);
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return of(lines.lines().map(Trace::line).toList());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Trace of(List<JsonNode> lines) {
        var answers = new HashMap<Integer, JsonNode>();
        lines.stream()
                .filter(line -> is(line, "http-res"))
                .forEach(line -> answers.put(line.path("id").asInt(), line));
        return new Trace(lines, answers);
    }

    static boolean is(JsonNode line, String direction) {
        return line.path("dir").asText().equals(direction);
    }

    /** The answer that belongs to a request. */
    JsonNode answer(JsonNode request) {
        return answers.get(request.path("id").asInt());
    }

    static UUID run(int number) {
        return UUID.fromString(RUN.formatted(number));
    }

    /** How the conclusions call a run. */
    static String name(String run) {
        if (run.isEmpty()) {
            return "what runs";
        }
        return run.startsWith("00000000-") ? "P" + Integer.parseInt(run.substring(24)) : "another";
    }

    private static JsonNode line(String text) {
        var filled = PROMPT.matcher(text)
                .replaceAll(id -> RUN.formatted(Integer.parseInt(id.group(1))))
                .replace("\"$TS\"", "1767225600000")
                .replace("\"$BYTES\"", "1024")
                .replace("$CLIENT_", "client");
        try {
            return JSON.readTree(filled);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
