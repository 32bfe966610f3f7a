package dev.comfymesh.local.dlq;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.local.mesh.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one service says about the jobs that it has parked. Becomes {@link Trouble} when it does not answer or refuses. */
record ParkedApi(String service, URI url, String operatorToken) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** A parked job, and what stops the first of its events. */
    record Parked(
            String subject,
            String reason,
            String since,
            long waiting,
            String place,
            String type,
            String source,
            long sequence,
            String detail) {

        Instant began() {
            return Instant.parse(since);
        }
    }

    /** An event that waits. */
    record Event(
            String place,
            String type,
            String source,
            long sequence,
            String reason,
            String detail,
            @Nullable JsonNode payload) {}

    record Waiting(Parked parked, List<Event> events) {}

    record Replayed(long applied, @Nullable Parked stoppedBy) {}

    private record All(List<Parked> subjects) {}

    List<Parked> list() {
        return answer(request("").GET(), All.class).map(All::subjects).orElse(List.of());
    }

    /** Empty when nothing of it is parked there. */
    Optional<Waiting> show(String id) {
        return answer(request("/" + encoded(id)).GET(), Waiting.class);
    }

    /** Empty when nothing of it is parked there. */
    Optional<Replayed> replay(String id) {
        return answer(request("/" + encoded(id) + "/replay").POST(BodyPublishers.noBody()), Replayed.class);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve("/v1/parked" + path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + operatorToken);
    }

    private <T> Optional<T> answer(HttpRequest.Builder request, Class<T> type) {
        try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            return switch (answer.statusCode()) {
                case 200 -> Optional.of(JSON.readValue(answer.body(), type));
                case 404 -> Optional.empty();
                default -> throw new Trouble("%s answered %d: %s".formatted(service, answer.statusCode(), why(answer)));
            };
        } catch (IOException failure) {
            throw new Trouble(service + " does not answer at " + url + ": is the mesh up?");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted while " + service + " was asked");
        }
    }

    private static String why(HttpResponse<byte[]> answer) throws IOException {
        return JSON.readTree(answer.body()).path("detail").asText();
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
