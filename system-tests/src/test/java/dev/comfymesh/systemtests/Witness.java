package dev.comfymesh.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the simulated nodes themselves say that they were given and ran, whatever the mesh believes. */
final class Witness {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> events;

    private Witness(List<JsonNode> events) {
        this.events = events;
    }

    static Witness of(List<URI> nodes) throws IOException, InterruptedException {
        var events = new ArrayList<JsonNode>();
        for (var node : nodes) {
            var request =
                    HttpRequest.newBuilder(node.resolve("/simulator/witness")).build();
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
            for (var line : answer.body().filter(text -> !text.isBlank()).toList()) {
                events.add(JSON.readTree(line));
            }
        }
        return new Witness(events);
    }

    /** How often each attempt went through this event, on all nodes together. */
    Map<String, Long> count(String event) {
        return events.stream()
                .filter(line -> line.get("event").asText().equals(event))
                .collect(Collectors.groupingBy(
                        line -> line.get("promptId").asText(), TreeMap::new, Collectors.counting()));
    }
}
