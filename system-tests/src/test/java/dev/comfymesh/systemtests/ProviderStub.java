package dev.comfymesh.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A stand-in for a provider: the account that the mesh has there, its knobs, and its own meter. */
record ProviderStub(String name, URI url, String path, long microsPerUnit) {
    /** All of them are one process. */
    static final String PROCESS = "providers";

    /** So many there are in it, each on a port of its own. */
    static final int KINDS = 5;

    private static final int FAL = 2;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Those that the mesh has accounts with. */
    static List<ProviderStub> from(URI first) {
        return List.of(
                new ProviderStub("runpod", first, "/v2/comfy", 530),
                new ProviderStub(
                        "fal",
                        URI.create("http://%s:%d".formatted(first.getHost(), first.getPort() + FAL)),
                        "",
                        25_000));
    }

    /** What the services are told of the account; each takes what concerns it. */
    Map<String, String> environment(int index) {
        var target = "ROUTER_PROVIDERS_%d__".formatted(index);
        var account = "EXECUTOR_PROVIDERS__%s__".formatted(name.toUpperCase(Locale.ROOT));
        return Map.of(
                target + "ID",
                name,
                target + "PROVIDER",
                name,
                target + "URL",
                url + path,
                target + "SLOTS",
                "4",
                target + "MICROS_PER_RUN",
                "25000",
                account + "KEY",
                "stand-in",
                account + "MICROS_PER_UNIT",
                Long.toString(microsPerUnit));
    }

    /** Turns those that the JSON object names. */
    void turn(String knobs) throws IOException, InterruptedException {
        var answer = HTTP.send(
                HttpRequest.newBuilder(url.resolve("/stub/knobs"))
                        .POST(HttpRequest.BodyPublishers.ofString(knobs))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
    }

    /** What it would bill. */
    long meterMicros() throws IOException, InterruptedException {
        return read("/stub/meter").path("totalMicros").asLong();
    }

    /** How many runs are over. */
    int billed() throws IOException, InterruptedException {
        return read("/stub/meter").path("lines").size();
    }

    /** How many runs it has taken. */
    int taken() throws IOException, InterruptedException {
        return read("/stub/jobs").path("jobs").size();
    }

    private JsonNode read(String what) throws IOException, InterruptedException {
        var answer = HTTP.send(HttpRequest.newBuilder(url.resolve(what)).build(), BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }
}
