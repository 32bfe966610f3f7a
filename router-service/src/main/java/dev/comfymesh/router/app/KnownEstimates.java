package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Estimates;
import dev.comfymesh.router.domain.Estimates.Estimate;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was learned of workflows, read whole now and then and in between what was learned since. */
public final class KnownEstimates {
    private static final Duration AGE = Duration.ofSeconds(1);
    private static final Duration WHOLE_AGE = Duration.ofMinutes(5);
    // What was learned in a transaction that began earlier and ended since the last look.
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private final MatchStore store;
    private final Duration unlearned;
    private final Map<List<String>, Estimate> known = new LinkedHashMap<>();
    private Instant read = Instant.EPOCH;
    private Instant readWhole = Instant.EPOCH;
    private Estimates estimates;

    public KnownEstimates(MatchStore store, Duration unlearned) {
        this.store = store;
        this.unlearned = unlearned;
        this.estimates = new Estimates(List.of(), unlearned);
    }

    Estimates estimates() {
        return estimates;
    }

    void forget() {
        readWhole = Instant.EPOCH;
        read = Instant.EPOCH;
    }

    Uni<Void> read(Instant now) {
        if (now.isBefore(read.plus(AGE))) {
            return Uni.createFrom().voidItem();
        }
        var lately = Duration.between(read, now).plus(OVERLAP);
        read = now;
        if (now.isBefore(readWhole.plus(WHOLE_AGE))) {
            return store.estimates(lately).invoke(this::add).replaceWithVoid();
        }
        readWhole = now;
        return store.estimates().invoke(this::replace).replaceWithVoid();
    }

    private void replace(List<Estimate> all) {
        known.clear();
        all.forEach(this::put);
        estimates = new Estimates(known.values(), unlearned);
    }

    private void add(List<Estimate> some) {
        var changed = some.stream().filter(one -> !one.equals(put(one))).count();
        if (changed > 0) {
            estimates = new Estimates(known.values(), unlearned);
        }
    }

    private @Nullable Estimate put(Estimate one) {
        return known.put(List.of(one.digest(), one.grade()), one);
    }
}
