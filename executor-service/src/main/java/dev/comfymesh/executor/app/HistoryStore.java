package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.executor.domain.RunHistory;
import dev.comfymesh.executor.domain.TargetClass;
import io.smallrye.mutiny.Uni;
import java.util.Collection;

/** What the runs of a graph took on each target. */
@CheckReturnValue
public interface HistoryStore {
    /** Of which runs: those of one graph on one target. */
    record Key(String digest, String targetId) {}

    /** What was learned on a target of this class. */
    record Learned(Key key, TargetClass targetClass, RunHistory history) {}

    /** The target's own, else that of the target of its class with the most runs, else none. */
    Uni<RunHistory> find(Key key, TargetClass targetClass);

    Uni<Void> save(Collection<Learned> learned);
}
