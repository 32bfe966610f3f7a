package dev.comfymesh.testkit.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What is asked over REST to check a mesh; a service that gives no answer just now leaves its part of the evidence out. */
record Questions(Doors doors) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A long-lived mesh has more jobs than need asking after each time. */
    private static final int JOBS_OF_EACH = 20;

    /** Each tenant, where there is a key of it, asks for the newest jobs of each other. */
    List<Probe> probes(Map<String, List<UUID>> jobsByTenant) {
        var ingest = doors.ingest();
        if (ingest == null) {
            return List.of();
        }
        var probes = new ArrayList<Probe>();
        doors.keys()
                .forEach((tenant, key) -> jobsByTenant.forEach((other, jobs) -> {
                    if (!other.equals(tenant)) {
                        jobs.stream()
                                .skip(Math.max(0, jobs.size() - JOBS_OF_EACH))
                                .flatMap(job -> List.of("/v1/jobs/" + job, "/v1/jobs/" + job + "/events").stream())
                                .forEach(path -> status(ingest.resolve(path), key)
                                        .ifPresent(status -> probes.add(new Probe(tenant, path, status))));
                    }
                }));
        return probes;
    }

    /** Empty when the router does not answer that, or not now. */
    Optional<Replayed> replayed() {
        var router = doors.router();
        return router == null
                ? Optional.empty()
                : answer(
                                router.resolve("/v1/decisions/violations"),
                                doors.operatorToken(),
                                HttpResponse.BodyHandlers.ofString())
                        .filter(answer -> answer.statusCode() == 200)
                        .map(answer -> replayed(json(answer.body())));
    }

    private static Replayed replayed(JsonNode answer) {
        return new Replayed(
                answer.get("checked").asLong(),
                StreamSupport.stream(answer.get("violations").spliterator(), false)
                        .map(JsonNode::toString)
                        .toList());
    }

    /** Only the head of the answer is waited for: a stream that opens need not end. */
    private static Optional<Integer> status(URI uri, String token) {
        return answer(uri, token, HttpResponse.BodyHandlers.ofInputStream())
                .map(answer -> {
                    discard(answer.body());
                    return answer.statusCode();
                })
                .filter(status -> status < 500);
    }

    private static void discard(InputStream body) {
        try {
            body.close();
        } catch (IOException gone) {
            // Then there is nothing to discard.
        }
    }

    private static <T> Optional<HttpResponse<T>> answer(URI uri, String token, HttpResponse.BodyHandler<T> body) {
        var request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            return Optional.of(HTTP.send(request, body));
        } catch (IOException noAnswer) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new IllegalStateException("not JSON: " + text, broken);
        }
    }
}
