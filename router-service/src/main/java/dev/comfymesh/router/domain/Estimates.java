package dev.comfymesh.router.domain;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** How long a workflow runs: as learned on the target, else as learned elsewhere, else as nobody knows better. */
public final class Estimates {
    private final Map<Key, Long> learned = new HashMap<>();
    private final Map<String, Long> anywhere;
    private final long otherwiseMillis;

    private record Key(String digest, String targetId) {}

    /** What was learned of a workflow on a target. */
    public record Estimate(String digest, String targetId, long serviceMillis) {}

    public Estimates(List<Estimate> estimates, Duration otherwise) {
        estimates.forEach(one -> learned.put(new Key(one.digest(), one.targetId()), one.serviceMillis()));
        anywhere = estimates.stream()
                .collect(Collectors.groupingBy(
                        Estimate::digest,
                        Collectors.collectingAndThen(
                                Collectors.summarizingLong(Estimate::serviceMillis), Estimates::mean)));
        otherwiseMillis = otherwise.toMillis();
    }

    /** How long this workflow took on this target; empty before its first success there. */
    OptionalLong learned(String digest, String targetId) {
        var millis = learned.get(new Key(digest, targetId));
        return millis == null ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    long expectedMillis(String digest, String targetId) {
        return learned(digest, targetId).orElseGet(() -> anywhere.getOrDefault(digest, otherwiseMillis));
    }

    private static Long mean(LongSummaryStatistics seen) {
        return seen.getSum() / seen.getCount();
    }
}
