package dev.comfymesh.simulator.http;

import static org.awaitility.Awaitility.await;

import dev.comfymesh.simulator.Simulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Nodes in this process on free ports, and a client of the first of them. */
record Stand(Simulator simulator, Client client) implements AutoCloseable {

    static Stand open(Path directory, String... more) throws Exception {
        var options =
                new ArrayList<>(List.of("--port", "0", "--directory", directory.toString(), "--step-millis", "20"));
        options.addAll(List.of(more));
        var simulator = Simulator.start(options);
        return new Stand(simulator, new Client(simulator.url()));
    }

    void awaitStatus(String id, String status) {
        await().until(() -> client.status(id).equals(status));
    }

    @Override
    public void close() throws Exception {
        client.close();
        simulator.stop();
    }
}
