package dev.comfymesh.systemtests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A simulated node's knobs. */
record Node(URI url) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Turns those that the JSON object names. */
    void turn(String knobs) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve("/simulator/knobs"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(knobs))
                .build();
        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
    }
}
