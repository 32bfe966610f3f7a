package dev.comfymesh.executor;

import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The shared servers, started without the context class loader of the Quarkus that is being tested. */
public final class Mesh implements QuarkusTestResourceLifecycleManager {
    private final MeshResource servers = new MeshResource();

    @Override
    public Map<String, String> start() {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(null); // Kafka then loads its plugins with its own
        try {
            return servers.start();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void stop() {
        servers.stop();
    }
}
