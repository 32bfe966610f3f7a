package dev.comfymesh.systemtests;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few blows that are always the same ones; {@link ChaosLong} goes on with others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChaosIT {
    private static final int STEP_MILLIS = 100;

    private MeshUnderTest mesh;

    @BeforeAll
    void start() {
        mesh = MeshUnderTest.start(STEP_MILLIS, "executor-b");
    }

    @AfterAll
    void stop() {
        if (mesh != null) {
            mesh.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void endsEveryJobAndBreaksNoInvariant(long seed) throws Exception {
        new ChaosRun(mesh, seed, 6, 4).play();
    }
}
