package dev.comfymesh.testkit;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetDefined;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.contracts.TargetObserved;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Nodes for tests, and the facts about them. */
public final class SampleTargets {
    private static final long GIBIBYTE = 1L << 30;

    private SampleTargets() {}

    /** A node of one slot that costs one dollar an hour. */
    public static TargetDefined aNode(String targetId, String url) {
        return new TargetDefined(targetId, now(), TargetKind.NODE, TargetContract.GRAPH, url, 1, 1_000_000, false);
    }

    /** The node is up, idle, and its catalogue was never read; {@code n} counts the observations of one owner. */
    public static TargetObserved idle(String targetId, long n) {
        return observed(targetId, n, TargetHealth.UP);
    }

    public static TargetObserved down(String targetId, long n) {
        return observed(targetId, n, TargetHealth.DOWN);
    }

    private static TargetObserved observed(String targetId, long n, TargetHealth health) {
        var queue = new TargetObserved.Queue(0, 0);
        var vram = new TargetObserved.Vram(24 * GIBIBYTE, 20 * GIBIBYTE);
        return new TargetObserved(targetId, now(), 1, n, health, queue, vram, List.of(), null);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
