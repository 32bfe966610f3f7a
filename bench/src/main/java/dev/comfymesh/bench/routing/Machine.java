package dev.comfymesh.bench.routing;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Something that runs requests. */
interface Machine {
    Plan plan();

    /** Runs a request from that moment on: all that becomes of it is known at once. */
    Run run(Request request, long nowMillis, Faults faults, RandomGenerator random);

    /** The models that it has in the memory of its device. */
    default Set<String> onDevice() {
        return Set.of();
    }

    /** The models that it has in the memory of its host. */
    default Set<String> onHost() {
        return Set.of();
    }

    /** Those that go back to the host when another comes to the device. */
    default Set<String> leavesDevice() {
        return Set.of();
    }

    /** Those that are dropped when another comes from disk. */
    default Set<String> leavesHost() {
        return Set.of();
    }

    /**
     * What is known of it beforehand.
     *
     * @param pace how many times as long as on an average GPU of our own a request takes
     * @param models that it runs; null for all
     */
    record Plan(
            String id,
            String grade,
            boolean own,
            int slots,
            long microsPerHour,
            long microsPerRun,
            double pace,
            @Nullable Set<String> models) {
        boolean runs(String model) {
            return models == null || models.contains(model);
        }
    }

    /** How long a request was at a machine, how that ended, what it cost, and whether a model came from disk for it. */
    record Run(long millis, Ending ending, long micros, boolean cold) {}

    enum Ending {
        DELIVERED,
        /** There is an output, and it is not good enough. */
        REJECTED,
        FAILED,
        LIE,
        LOST,
        UNREACHABLE,
        /** It was asked to end. */
        REVOKED
    }
}
