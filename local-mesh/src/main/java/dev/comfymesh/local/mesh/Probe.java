package dev.comfymesh.local.mesh;

import dev.comfymesh.contracts.Topic;
import dev.comfymesh.local.Port;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** One look at whether something can be used right now. */
interface Probe {
    Duration LIMIT = Duration.ofSeconds(5);

    boolean isReady();

    /** Ready when this URL answers 200. */
    static Probe http(String url) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
        return () -> {
            try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
                return client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException notYet) {
                return false;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    /** Ready when the last schema of the mesh's database is there. */
    static Probe postgres(int port) {
        var url = "jdbc:postgresql://127.0.0.1:%d/comfymesh?loginTimeout=%d".formatted(port, LIMIT.toSeconds());
        return () -> {
            if (!new Port(port).answers()) {
                return false;
            }
            try (var connection = DriverManager.getConnection(url, "scoring", "scoring")) {
                return "scoring".equals(connection.getSchema());
            } catch (SQLException notYet) {
                return false;
            }
        };
    }

    /** Ready when all topics are there. */
    static Probe kafka(int port) {
        return () -> {
            if (!new Port(port).answers()) {
                return false;
            }
            try (var admin = Admin.create(Map.<String, Object>of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis(),
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis()))) {
                var names = admin.listTopics().names().get();
                return Topic.ALL.stream().map(Topic::name).allMatch(names::contains);
            } catch (ExecutionException notYet) {
                return false;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }
}
