package dev.comfymesh.bench;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the simulated nodes saw themselves, node by node in the order in which it happened there. */
record Witness(List<Seen> events) {

    /** One event of one run; {@code at} is in microseconds of the wall clock. */
    record Seen(String node, String event, UUID promptId, long at) {}

    /** Reads the nodes' logs, one JSON object a line. */
    static Witness read(List<String> logs) {
        return new Witness(logs.stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .map(Witness::seen)
                .toList());
    }

    /** When each run came to its node. */
    Moments submitted() {
        return of("submitted");
    }

    /** When each run was over. */
    Moments finished() {
        return of("finished");
    }

    /** The pauses between the end of a run and the begin of the next on the same node, among these runs. */
    Latencies gaps(Collection<UUID> runs) {
        var gaps = new Latencies();
        var lastEnd = new HashMap<String, Long>();
        for (var seen : events) {
            if (!runs.contains(seen.promptId())) {
                continue;
            }
            var end = lastEnd.get(seen.node());
            switch (seen.event()) {
                case "finished" -> lastEnd.put(seen.node(), seen.at());
                case "started" -> {
                    if (end != null) {
                        gaps.add(seen.at() - end);
                    }
                }
                default -> {
                    // Neither begins nor ends a pause.
                }
            }
        }
        return gaps;
    }

    private Moments of(String event) {
        return new Moments(events.stream()
                .filter(seen -> seen.event().equals(event))
                .collect(Collectors.toMap(Seen::promptId, Seen::at, Math::min)));
    }

    private static Seen seen(String line) {
        var json = Client.json(Buffer.buffer(line));
        return new Seen(
                json.get("node").asText(),
                json.get("event").asText(),
                UUID.fromString(json.get("promptId").asText()),
                Moments.of(Instant.parse(json.get("at").asText())));
    }
}
