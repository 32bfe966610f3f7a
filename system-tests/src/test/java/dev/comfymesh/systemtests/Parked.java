package dev.comfymesh.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What the services say of parked jobs, where {@code ./mesh dlq} asks them too. */
final class Parked {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Parked() {}

    /** The services where the job is parked, each with its reason, the source and the number of what stops it. */
    static Map<String, String> at(MeshUnderTest mesh, UUID job) {
        var parked = new TreeMap<String, String>();
        for (var service : List.of("ingest", "router", "executor", "scoring")) {
            var answer = ask(mesh.url(service).resolve("/v1/parked/" + job), mesh.operatorToken());
            if (answer.statusCode() == 200) {
                parked.put(service, words(answer.body()));
            }
        }
        return parked;
    }

    private static String words(byte[] answer) {
        try {
            JsonNode head = JSON.readTree(answer).get("parked");
            return "%s of %s at %d"
                    .formatted(
                            head.get("reason").asText(),
                            head.get("source").asText(),
                            head.get("sequence").asLong());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static HttpResponse<byte[]> ask(URI url, String operatorToken) {
        var request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + operatorToken)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException noAnswer) {
            throw new UncheckedIOException(noAnswer);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
