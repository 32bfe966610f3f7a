package dev.comfymesh.router.app;

import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.router.domain.Lesson;
import dev.comfymesh.router.domain.Odds.Passes;
import dev.comfymesh.router.domain.Run;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The tables of what runs teach, in memory, with a count of how often they were asked. */
final class FakeExperienceStore implements ExperienceStore {
    final Map<List<String>, Lesson> lessons = new LinkedHashMap<>();
    final List<Run> runs = new ArrayList<>();
    final List<Passes> passes = new ArrayList<>();
    final List<Used> used = new ArrayList<>();
    int asked;
    int kept;

    @Override
    public Uni<List<Lesson>> lessons() {
        return Uni.createFrom().item(() -> List.copyOf(lessons.values()));
    }

    @Override
    public Uni<Void> keep(Lease lease, List<Lesson> fresh) {
        kept++;
        fresh.forEach(one -> lessons.put(List.of(one.getClass().getSimpleName(), one.subject(), one.shape()), one));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<List<Run>> runs(Set<UUID> jobIds, Instant since) {
        asked++;
        return Uni.createFrom().item(() -> List.copyOf(runs));
    }

    @Override
    public Uni<List<Run>> runsSinceKept(Instant since) {
        return Uni.createFrom().item(() -> lessons.isEmpty() ? List.copyOf(runs) : List.of());
    }

    @Override
    public Uni<List<Passes>> passes(Instant since) {
        return Uni.createFrom().item(() -> List.copyOf(passes));
    }

    @Override
    public Uni<List<Used>> usedModels(Instant since) {
        return Uni.createFrom().item(() -> List.copyOf(used));
    }
}
