package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.RetryBudget;
import dev.comfymesh.router.domain.RetryBudget.Recent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Has retries pause that are beyond their budget; a new holder of the lease begins to count anew. */
public final class HoldRetries {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RetryBudget budget;
    private final IntConsumer watch;
    private final Map<String, Recent> byTenant = new HashMap<>();
    private Recent all = Recent.NOTHING;

    /** The watch is told how many pause. */
    public HoldRetries(RetryBudget budget, IntConsumer watch) {
        this.budget = budget;
        this.watch = watch;
    }

    void forget() {
        byTenant.clear();
        all = Recent.NOTHING;
        watch.accept(0);
    }

    public void assigned(List<Assigned> granted, Instant now) {
        for (var one : granted) {
            var retry = one.candidate().attempts() > 0;
            var tenant = one.candidate().job().tenant().id();
            all = all.plus(retry, now);
            byTenant.put(tenant, byTenant.getOrDefault(tenant, Recent.NOTHING).plus(retry, now));
        }
    }

    /** The same candidates, of which some pause. */
    public List<Candidate> heed(List<Candidate> waiting, Instant now) {
        var held = new HashSet<String>();
        budget.held(waiting, all, byTenant, now).forEach(candidate -> held.add(candidate.candidateId()));
        watch.accept(held.size());
        return held.isEmpty() ? waiting : pausing(waiting, held, now.plus(PAUSE));
    }

    private static List<Candidate> pausing(List<Candidate> waiting, Collection<String> held, Instant until) {
        return waiting.stream()
                .map(candidate -> held.contains(candidate.candidateId()) ? candidate.pausingUntil(until) : candidate)
                .toList();
    }
}
