package dev.comfymesh.testkit.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The witnesses of simulated nodes, asked over HTTP. */
record Witnesses(List<URI> nodes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    List<Witnessed> read() {
        var all = new ArrayList<Witnessed>();
        try (var http = HttpClient.newHttpClient()) {
            for (var node : nodes) {
                var request = HttpRequest.newBuilder(node.resolve("/simulator/witness"))
                        .build();
                for (var line : http.send(request, HttpResponse.BodyHandlers.ofLines())
                        .body()
                        .filter(text -> !text.isBlank())
                        .toList()) {
                    all.add(witnessed(JSON.readTree(line)));
                }
            }
            return all;
        } catch (IOException broken) {
            throw new UncheckedIOException("the nodes' witnesses cannot be read", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static Witnessed witnessed(JsonNode line) {
        return new Witnessed(
                Instant.parse(line.get("at").asText()),
                line.get("node").asText(),
                line.get("event").asText(),
                line.get("promptId").asText());
    }
}
