package dev.comfymesh.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The classpath that the build resolved for the broker: its own Kafka version, nothing of ours. */
final class BrokerClasspath {
    private static final String RESOURCE = "/broker/classpath";

    private BrokerClasspath() {}

    static String read() {
        try (var resource = BrokerClasspath.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(
                        "the broker's classpath is missing: build local-mesh/broker, then local-mesh");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).trim();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
