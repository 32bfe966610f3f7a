package dev.comfymesh.simulator.trace;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every recorded scenario, replayed: the simulator behaves as the real server did. None is left out. Clients act while
 * prompts run, so a machine that was too busy for that gets a second, slower try; a difference stays one at any speed.
 */
@Execution(ExecutionMode.CONCURRENT)
class TraceIT {

    private static final int RECORDED_SPEED = 1;
    private static final int SLOW = 4;
    private static final int SLOWEST = 16;

    @ParameterizedTest(name = "{0}")
    @FieldSource("dev.comfymesh.simulator.trace.Trace#NAMES")
    void behavesAsRecorded(String name, @TempDir Path directory) throws Exception {
        for (int slowness : new int[] {RECORDED_SPEED, SLOW}) {
            try {
                replay(name, directory, slowness);
                return;
            } catch (AssertionError tooBusyOrDifferent) {
                // the next replay leaves more time, and the last one is believed
            }
        }
        replay(name, directory, SLOWEST);
    }

    private static void replay(String name, Path directory, int slowness) throws Exception {
        var place = Files.createDirectory(directory.resolve("times" + slowness));
        try (var replay = new Replay(Trace.read(name), place, slowness)) {
            replay.run();
        }
    }
}
