package dev.comfymesh.agent.adapter.http;

import dev.comfymesh.agent.app.Mesh;
import dev.comfymesh.agent.domain.Order;
import dev.comfymesh.agent.domain.Report;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The mesh's REST for agents. Any replica answers any request; the token goes to the mesh's own address alone, and never
 * into a message. (Unlike {@code java.net.http}, this client gives up a body that stalls, and it is a third of the size.)
 */
public final class MeshOverHttp implements Mesh {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** How long the mesh may keep a question for orders. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final URI agent;
    private final String authorization;

    public MeshOverHttp(URI mesh, String target, String token) {
        this.agent = URI.create(mesh.toString().replaceAll("/+$", "") + "/v1/agents/" + target);
        this.authorization = "Bearer " + token;
    }

    @Override
    public Optional<Orders> orders(String known) throws IOException {
        var request = request("/orders");
        request.setReadTimeout((int) WAIT.plus(ANSWER).toMillis());
        request.setRequestProperty("If-None-Match", '"' + known + '"');
        request.setRequestProperty("Prefer", "wait=" + WAIT.toSeconds());
        if (status(request) == HttpURLConnection.HTTP_NOT_MODIFIED) {
            return Optional.empty();
        }
        try (var body = body(request)) {
            var version = String.valueOf(request.getHeaderField("ETag")).replace("\"", "");
            return Optional.of(new Orders(version, AgentJson.orders(body)));
        }
    }

    @Override
    public void report(Report report) throws IOException {
        var request = request("");
        request.setRequestMethod("PUT");
        request.setRequestProperty("Content-Type", "application/json");
        request.setDoOutput(true);
        try (var out = request.getOutputStream()) {
            AgentJson.write(report, out);
        } catch (IOException trouble) {
            throw unanswered(request, trouble);
        }
        body(request).close();
    }

    @Override
    public void read(Order order, long from, Content content) throws IOException {
        if (from == order.bytes()) {
            return;
        }
        var request = request("/files/" + order.sha256());
        request.setRequestProperty("Range", "bytes=%d-".formatted(from));
        try (var body = body(request)) {
            if (request.getResponseCode() != HttpURLConnection.HTTP_PARTIAL) {
                body.skipNBytes(from);
            }
            var chunk = new byte[CHUNK_BYTES];
            for (int length = body.read(chunk); length >= 0; length = body.read(chunk)) {
                content.append(chunk, length);
            }
        }
    }

    private HttpURLConnection request(String path) throws IOException {
        var request = (HttpURLConnection) URI.create(agent + path).toURL().openConnection();
        request.setConnectTimeout((int) CONNECT.toMillis());
        request.setReadTimeout((int) ANSWER.toMillis());
        // Whoever is named by a redirect must not learn the token.
        request.setInstanceFollowRedirects(false);
        request.setRequestProperty("Authorization", authorization);
        request.setRequestProperty("Accept", "application/json, application/octet-stream");
        return request;
    }

    private static InputStream body(HttpURLConnection request) throws IOException {
        var status = status(request);
        if (status >= 200 && status < 300) {
            return request.getInputStream();
        }
        try (var ignored = request.getErrorStream()) {
            throw new IOException(complaint(request, status));
        }
    }

    private static int status(HttpURLConnection request) throws IOException {
        try {
            return request.getResponseCode();
        } catch (IOException trouble) {
            throw unanswered(request, trouble);
        }
    }

    private static IOException unanswered(HttpURLConnection request, IOException trouble) {
        var host = request.getURL().getAuthority();
        return new IOException("%s gives no answer: %s".formatted(host, trouble.getMessage()), trouble);
    }

    private static String complaint(HttpURLConnection request, int status) {
        var host = request.getURL().getAuthority();
        return switch (status) {
            case 401 -> host + " refuses the token (401): compare it with executor.agent.token";
            case 404 ->
                host + " knows no such target or file (404): "
                        + request.getURL().getPath();
            default -> host + " answered " + status + " to " + request.getURL().getPath();
        };
    }
}
