package dev.comfymesh.systemtests;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few blows that are always the same ones; {@link ChaosLong} goes on with others. */
class ChaosIT {
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void endsEveryJobAndBreaksNoInvariant(long seed) throws Exception {
        var mesh = SharedMesh.whole();
        new ChaosRun(mesh, new Tally(mesh), seed, 5, 3).play();
    }
}
