package dev.comfymesh.executor.adapter.comfyui.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.adapter.comfyui.Access;
import dev.comfymesh.executor.adapter.comfyui.Connections;
import dev.comfymesh.executor.domain.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the executor's client concludes from the recorded traffic of a real server: one chapter of the table a scenario. */
class RecordedTrafficIT {
    private static final Path TABLE = Path.of("src", "test", "resources", "traces", "conclusions.txt");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Vertx VERTX = Vertx.vertx();
    private static final Connections CONNECTIONS = new Connections(
            VERTX,
            new Connections.Limits(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, 1 << 24),
            _ -> Access.PLAIN,
            new SimpleMeterRegistry());

    @TempDir
    Path directory;

    @AfterAll
    static void close() {
        VERTX.closeAndAwait();
    }

    @ParameterizedTest
    @MethodSource("dev.comfymesh.executor.adapter.comfyui.trace.Trace#names")
    void drawsTheRightConclusions(String scenario) throws IOException, InterruptedException {
        var server = new RecordedNode(VERTX.getDelegate());
        var client = CONNECTIONS.at(new Target("target", server.url(), 1));

        var told = new Conclusions(Trace.read(scenario), server, client, directory).draw();

        assertThat(told).isEqualTo(table().get(scenario));
    }

    private static Map<String, List<String>> table() throws IOException {
        var chapters = new LinkedHashMap<String, List<String>>();
        var lines = new ArrayList<String>(); // what stands before the first scenario explains the rest
        for (var line : Files.readAllLines(TABLE)) {
            if (line.startsWith("== ")) {
                lines = new ArrayList<>();
                chapters.put(line.substring(3), lines);
            } else if (!line.isBlank()) {
                lines.add(line);
            }
        }
        return chapters;
    }
}
