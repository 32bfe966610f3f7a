package dev.comfymesh.stubs;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A plain client of one provider. */
record Client(HttpClient http, String url) {

    HttpResponse<String> get(String path) {
        return send("GET", path, new JsonObject());
    }

    HttpResponse<String> post(String path, JsonObject body) {
        return send("POST", path, body);
    }

    HttpResponse<String> send(String method, String path, JsonObject body, String... headers) {
        var publisher = method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode());
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path))
                .method(method, publisher)
                .header("Authorization", "Bearer stub");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void turn(JsonObject knobs) {
        if (post("/stub/knobs", knobs).statusCode() != 200) {
            throw new IllegalArgumentException(knobs.encode());
        }
    }

    static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }
}
