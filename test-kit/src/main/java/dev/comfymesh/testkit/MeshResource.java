package dev.comfymesh.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Gives a Quarkus test the shared servers and an empty object store: {@code @QuarkusTestResource(MeshResource.class)}. */
public final class MeshResource implements QuarkusTestResourceLifecycleManager {
    /** What operator requests of tests carry as bearer token. */
    public static final String OPERATOR_TOKEN = "test-operator";

    @Override
    public Map<String, String> start() {
        var servers = Servers.shared();
        return Map.of(
                "comfymesh.postgres", servers.postgres(),
                "comfymesh.kafka", servers.kafka(),
                "comfymesh.objects", emptyDirectory().toString(),
                "comfymesh.operator-token", OPERATOR_TOKEN,
                "quarkus.http.test-port", "0");
    }

    /** Nothing: other tests of this JVM use the same servers. */
    @Override
    public void stop() {}

    private static Path emptyDirectory() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "objects-");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
