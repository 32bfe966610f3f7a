package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.RunHistory;
import dev.comfymesh.executor.domain.TargetClass;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** One history in memory, whatever is asked for; counts the questions. */
final class FakeHistories implements HistoryStore {
    RunHistory stored = RunHistory.NONE;
    boolean broken;
    int finds;
    final List<Learned> saved = new ArrayList<>();

    @Override
    public Uni<RunHistory> find(Key key, TargetClass targetClass) {
        finds++;
        return Uni.createFrom().item(stored);
    }

    @Override
    public Uni<Void> save(Collection<Learned> learned) {
        if (broken) {
            return Uni.createFrom().failure(new IllegalStateException("no database"));
        }
        saved.addAll(learned);
        return Uni.createFrom().voidItem();
    }
}
