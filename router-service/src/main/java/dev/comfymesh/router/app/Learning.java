package dev.comfymesh.router.app;

import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.router.domain.Estimates;
import dev.comfymesh.router.domain.Experience;
import dev.comfymesh.router.domain.Odds;
import dev.comfymesh.router.domain.Run;
import dev.comfymesh.router.domain.Target;
import dev.comfymesh.router.domain.Traits;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Learns from the runs that end, where the matcher is: in memory, read anew by a new holder of the lease, kept now and then.
 * The runs are read from the tables, of the jobs that are said to have had an ending, so that learning costs no fact a
 * statement.
 */
public final class Learning {
    private static final Duration AGE = Duration.ofSeconds(1);
    private static final Duration AGE_OF_PASSES = Duration.ofSeconds(10);
    private static final Duration KEPT_EVERY = Duration.ofSeconds(10);
    // An ending may be told a little before it is committed: those of the last look are asked for again.
    private static final Duration LATELY = Duration.ofMinutes(1);

    private final ExperienceStore store;
    private final Duration unlearned;
    private final Map<UUID, Instant> learned = new HashMap<>();
    private Experience experience = new Experience();
    private Estimates estimates;
    private Odds odds = Odds.NONE;
    private Set<UUID> ended = new HashSet<>();
    private Set<UUID> endedBefore = Set.of();
    private Instant read = Instant.EPOCH;
    private Instant passesRead = Instant.EPOCH;
    private Instant kept = Instant.EPOCH;
    private boolean unread = true;

    public Learning(ExperienceStore store, Duration unlearned) {
        this.store = store;
        this.unlearned = unlearned;
        this.estimates = new Estimates(List.of(), unlearned);
    }

    Estimates estimates() {
        return estimates;
    }

    Odds odds() {
        return odds;
    }

    Traits.Learned of(Target target) {
        return experience.of(target);
    }

    void forget() {
        unread = true;
    }

    /** Attempts of these jobs may have ended. */
    void ended(Collection<UUID> jobIds) {
        ended.addAll(jobIds);
    }

    /** Answers whether anything was learned. */
    Uni<Boolean> read(Instant now) {
        if (unread) {
            return readAll(now).replaceWith(true);
        }
        if (now.isBefore(read.plus(AGE))) {
            return Uni.createFrom().item(false);
        }
        read = now;
        return learnFromEnded(now)
                .chain(some -> readPasses(now).map(more -> some || more))
                .invoke(learned -> {
                    if (learned) {
                        refresh();
                    }
                });
    }

    /** Keeps what was learned since it was kept last, if that is some time ago. */
    Uni<Void> keep(Lease lease, Instant now) {
        if (now.isBefore(kept.plus(KEPT_EVERY))) {
            return Uni.createFrom().voidItem();
        }
        kept = now;
        var fresh = experience.takeFresh();
        return fresh.isEmpty() ? Uni.createFrom().voidItem() : store.keep(lease, fresh);
    }

    private Uni<Void> readAll(Instant now) {
        unread = false;
        read = now;
        kept = now;
        passesRead = now;
        ended = new HashSet<>();
        endedBefore = Set.of();
        learned.clear();
        experience = new Experience();
        return store.lessons()
                .invoke(experience::recall)
                .chain(() -> store.passes(Instant.EPOCH))
                .invoke(experience::recallPasses)
                .chain(() -> store.runsSinceKept(now.minus(LATELY)))
                .invoke(runs -> learn(runs, now))
                .invoke(this::refresh)
                .replaceWithVoid();
    }

    private Uni<Boolean> learnFromEnded(Instant now) {
        var asked = new HashSet<>(endedBefore);
        asked.addAll(ended);
        endedBefore = ended;
        ended = new HashSet<>();
        return asked.isEmpty()
                ? Uni.createFrom().item(false)
                : store.runs(asked, now.minus(LATELY)).map(runs -> learn(runs, now));
    }

    private Uni<Boolean> readPasses(Instant now) {
        if (now.isBefore(passesRead.plus(AGE_OF_PASSES))) {
            return Uni.createFrom().item(false);
        }
        var since = passesRead.minus(AGE_OF_PASSES);
        passesRead = now;
        return store.passes(since).map(counted -> {
            experience.recallPasses(counted);
            return !counted.isEmpty();
        });
    }

    private boolean learn(List<Run> runs, Instant now) {
        learned.values().removeIf(at -> at.isBefore(now.minus(LATELY)));
        var before = learned.size();
        for (var run : runs) {
            if (learned.putIfAbsent(run.attemptId(), run.at()) == null) {
                experience.learn(run);
            }
        }
        return learned.size() > before;
    }

    private void refresh() {
        estimates = experience.estimates(unlearned);
        odds = experience.odds();
    }
}
