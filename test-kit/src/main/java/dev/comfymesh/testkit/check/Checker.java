package dev.comfymesh.testkit.check;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Checks a mesh that may be at work. What is only on its way, between two services or two looks, is no violation: one counts
 * when every look for a while has shown it.
 */
public record Checker(Gathering gathering, Duration patience) {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    public static Checker of(MeshAddress mesh) {
        return new Checker(new Gathering(mesh), Duration.ofSeconds(20));
    }

    /** The violations that last; {@code promised} are the jobs that a client was answered 202 for. */
    public List<Violation> violations(Set<UUID> promised) {
        return report(promised).violations();
    }

    /** What lasts, beside how much was looked at. */
    public Report report(Set<UUID> promised) {
        var evidence = new AtomicReference<>(gathering.evidence(promised));
        var lasting = new LinkedHashSet<>(Invariants.check(evidence.get()));
        if (!lasting.isEmpty()) {
            lookAgain(evidence, lasting, promised);
        }
        return Invariants.report(evidence.get(), lasting);
    }

    /** Keeps those that are still there, with whatever figures. */
    static void keep(Set<Violation> lasting, List<Violation> now) {
        var kinds = now.stream().map(Violation::kind).collect(Collectors.toSet());
        lasting.removeIf(violation -> !kinds.contains(violation.kind()));
    }

    private void lookAgain(AtomicReference<Evidence> evidence, Set<Violation> lasting, Set<UUID> promised) {
        try {
            Awaitility.await()
                    .atMost(patience)
                    .pollDelay(BETWEEN_LOOKS)
                    .pollInterval(BETWEEN_LOOKS)
                    .until(() -> {
                        evidence.set(gathering.evidence(promised));
                        keep(lasting, Invariants.check(evidence.get()));
                        return lasting.isEmpty();
                    });
        } catch (ConditionTimeoutException lastingOnes) {
            // They are what is reported.
        }
    }
}
