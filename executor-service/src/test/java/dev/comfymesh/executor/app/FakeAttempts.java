package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Tenure;
import dev.comfymesh.executor.domain.provider.ModelProjection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One attempt in memory, guarded by its state as the table's row is. */
final class FakeAttempts implements AttemptStore {
    Attempt stored;
    Runnable beforeSave = () -> {};
    Runnable beforeLive = () -> {};
    boolean graphIsGone;
    boolean isAway;
    List<ModelProjection> projections = List.of();
    final List<String> remembered = new ArrayList<>();
    Graph graph = new Graph(Map.of());
    final List<AttemptState> saved = new ArrayList<>();
    final List<JobFact> facts = new ArrayList<>();

    @Override
    public Uni<List<Attempt>> live(String targetId) {
        beforeLive.run();
        return Uni.createFrom().item(List.of(stored));
    }

    @Override
    public Uni<List<Attempt>> calling(Collection<String> targetIds) {
        return Uni.createFrom().item(List.of(stored));
    }

    @Override
    public Uni<Optional<Attempt>> find(UUID attemptId) {
        return Uni.createFrom().item(Optional.ofNullable(stored));
    }

    @Override
    public Uni<Optional<Graph>> beginSubmit(Tenure tenure, Attempt attempt) {
        if (stored == null || stored.state() != AttemptState.ASSIGNED || graphIsGone) {
            return Uni.createFrom().item(Optional.empty());
        }
        stored = attempt;
        saved.add(attempt.state());
        return Uni.createFrom().item(Optional.of(graph));
    }

    @Override
    public Uni<Boolean> save(Tenure tenure, AttemptState from, Attempt next, List<JobFact> stated) {
        if (stored.state() != from) {
            return Uni.createFrom().item(false);
        }
        beforeSave.run();
        stored = next;
        saved.add(next.state());
        facts.addAll(stated);
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<Void> askToStop(Tenure tenure, UUID attemptId, Attempt.Stop wish) {
        stored = stored.stopping(wish);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<String> remember(UUID attemptId, String remoteId) {
        if (isAway) {
            return Uni.createFrom().failure(new IllegalStateException("no connection"));
        }
        var known = stored.remoteId();
        remembered.add(remoteId);
        stored = stored.knownAs(known == null ? remoteId : known);
        return Uni.createFrom().item(stored.remoteId());
    }

    @Override
    public Uni<List<ModelProjection>> projections(UUID jobId) {
        return Uni.createFrom().item(projections);
    }

    @Override
    public Uni<Void> endUnstarted(Instant startableBefore) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Graph> graph(String digest) {
        return graphIsGone
                ? Uni.createFrom().failure(new IllegalStateException("no graph " + digest))
                : Uni.createFrom().item(graph);
    }
}
