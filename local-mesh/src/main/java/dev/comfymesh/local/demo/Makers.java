package dev.comfymesh.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which target made which candidates of a job, by what the job's events tell, and what the router's ledger says they cost. */
final class Makers {
    private static final double MICROS = 1_000_000;

    private final Map<String, String> sentTo = new HashMap<>();
    private final Map<String, List<String>> made = new TreeMap<>();

    void sent(String candidate, String target) {
        sentTo.put(candidate, target);
    }

    void finished(String candidate) {
        made.computeIfAbsent(sentTo.getOrDefault(candidate, "?"), _ -> new ArrayList<>())
                .add(candidate);
    }

    String targetOf(String candidate) {
        return sentTo.getOrDefault(candidate, "");
    }

    /**
     * A line for each target, and what it comes to; {@code before} and {@code after} are the ledger's costs by target around the
     * job. What an attempt cost beyond what its job had set aside for it is the house's.
     */
    List<String> lines(JsonNode before, JsonNode after, long jobsMicros) {
        var lines = new ArrayList<String>();
        var sum = 0L;
        for (var each : made.entrySet()) {
            var micros = micros(after, each.getKey()) - micros(before, each.getKey());
            sum += micros;
            lines.add(
                    "  %-8s  %s  made %s".formatted(each.getKey(), dollars(micros), String.join(" ", each.getValue())));
        }
        var rest = sum - jobsMicros;
        lines.addFirst(
                "It cost %s%s:".formatted(dollars(sum), rest > 0 ? ", of which the house bears " + dollars(rest) : ""));
        return lines;
    }

    private static String dollars(long micros) {
        return String.format(Locale.ROOT, "$%.6f", micros / MICROS);
    }

    private static long micros(JsonNode costs, String target) {
        for (var line : costs.path("lines")) {
            if (line.path("key").asText().equals(target)) {
                return line.path("costMicros").asLong();
            }
        }
        return 0;
    }
}
