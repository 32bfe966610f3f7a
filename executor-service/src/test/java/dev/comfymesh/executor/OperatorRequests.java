package dev.comfymesh.executor;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks the service as the bearer of a token. */
record OperatorRequests(URI service, String token) {

    /** The body of the answer, whatever its status. */
    String read(String path) {
        return send(HttpRequest.newBuilder(service.resolve(path)).GET()).body();
    }

    /** The status of the answer. */
    int ask(String path) {
        return send(HttpRequest.newBuilder(service.resolve(path)).POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try (var client = HttpClient.newHttpClient()) {
            return client.sendAsync(
                            request.header("Authorization", "Bearer " + token).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .join();
        }
    }
}
