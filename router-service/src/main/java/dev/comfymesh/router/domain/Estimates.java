package dev.comfymesh.router.domain;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long a workflow runs: as learned on the target, else as learned elsewhere, else as nobody knows better. */
public final class Estimates {
    private final Map<String, Service> byDigest = new HashMap<>();
    private final Service unlearned;

    /** What was learned of a workflow on a target. */
    public record Estimate(String digest, String targetId, long serviceMillis) {}

    /** How long one workflow runs, target by target. */
    static final class Service {
        private final Map<String, Long> learned = new HashMap<>();
        private long expectedMillis;

        private Service(long expectedMillis) {
            this.expectedMillis = expectedMillis;
        }

        /** How long it took on this target; 0, the least that is certain, before its first success there. */
        long atLeastMillis(String targetId) {
            return learned.getOrDefault(targetId, 0L);
        }

        long expectedMillis(String targetId) {
            return learned.getOrDefault(targetId, expectedMillis);
        }

        private void settle(Collection<Long> seen) {
            expectedMillis = seen.stream().mapToLong(Long::longValue).sum() / seen.size();
        }
    }

    public Estimates(Collection<Estimate> estimates, Duration otherwise) {
        unlearned = new Service(otherwise.toMillis());
        for (var one : estimates) {
            byDigest.computeIfAbsent(one.digest(), _ -> new Service(0))
                    .learned
                    .put(one.targetId(), one.serviceMillis());
        }
        byDigest.values().forEach(service -> service.settle(List.copyOf(service.learned.values())));
    }

    /** Workflows of which nothing was learned all answer the same. */
    Service of(String digest) {
        return byDigest.getOrDefault(digest, unlearned);
    }
}
