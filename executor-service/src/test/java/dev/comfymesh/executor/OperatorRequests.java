package dev.comfymesh.executor;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks the service as the bearer of a token. */
record OperatorRequests(URI service, String token) {

    /** The body of the answer, whatever its status. */
    String read(String path) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(service.resolve(path))
                    .header("Authorization", "Bearer " + token)
                    .build();
            return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .join()
                    .body();
        }
    }
}
