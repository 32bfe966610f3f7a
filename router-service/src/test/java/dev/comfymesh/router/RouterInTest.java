package dev.comfymesh.router;

import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The scene of every test with a running router: the mesh around it, new for each test, while the router and its tables stay. */
@QuarkusTestResource(MeshResource.class)
abstract class RouterInTest {
    @Inject
    ObjectStore objects;

    @TestHTTPResource("/")
    URI router;

    MeshInTest mesh;

    @BeforeEach
    void open() {
        mesh = new MeshInTest(router, objects);
    }

    @AfterEach
    void close() {
        mesh.close();
    }
}
