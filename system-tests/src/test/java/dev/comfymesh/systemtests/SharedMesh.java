package dev.comfymesh.systemtests;

/** One mesh with two executors for all tests that leave theirs whole; it ends with the test run. */
final class SharedMesh {
    private static final int STEP_MILLIS = 100;
    private static MeshUnderTest mesh;

    private SharedMesh() {}

    static synchronized MeshUnderTest whole() {
        if (mesh == null) {
            mesh = MeshUnderTest.start(STEP_MILLIS, "executor-b");
        }
        return mesh;
    }
}
