package dev.comfymesh.executor.app;

import dev.comfymesh.executor.app.HistoryStore.Key;
import dev.comfymesh.executor.app.HistoryStore.Learned;
import dev.comfymesh.executor.domain.RunHistory;
import dev.comfymesh.executor.domain.RunTimes;
import dev.comfymesh.executor.domain.TargetClass;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs took, in memory as far as somebody asks for it. What is learned is stored some seconds later, all of it
 * at once: the end of an attempt does not wait for it.
 */
public final class RunHistories {
    private static final Duration STORING = Duration.ofSeconds(5);
    private static final int LARGEST = 5000;

    private final HistoryStore store;
    private final Map<Key, RunHistory> known = new ConcurrentHashMap<>();
    private final Map<Key, Learned> unsaved = new ConcurrentHashMap<>();
    private Loops.@Nullable Running storing;

    public RunHistories(HistoryStore store) {
        this.store = store;
    }

    public void start(Loops loops) {
        storing = loops.start("run history", STORING, this::save);
    }

    public void stop() {
        if (storing != null) {
            storing.stop();
        }
    }

    Uni<RunHistory> of(Key key, TargetClass targetClass) {
        var history = known.get(key);
        return history != null
                ? Uni.createFrom().item(history)
                : store.find(key, targetClass).invoke(found -> remember(key, found));
    }

    /** Learns from a run that succeeded. One that was over before anybody asked for its history teaches nothing. */
    void learn(Key key, TargetClass targetClass, RunTimes run) {
        var longer = known.computeIfPresent(key, (_, history) -> history.after(run));
        if (longer != null) {
            unsaved.put(key, new Learned(key, targetClass, longer));
        }
    }

    Uni<Boolean> save() {
        var taken = new ArrayList<Learned>();
        for (var key : List.copyOf(unsaved.keySet())) {
            var learned = unsaved.remove(key);
            if (learned != null) {
                taken.add(learned);
            }
        }
        return taken.isEmpty()
                ? Uni.createFrom().item(false)
                : store.save(taken)
                        .onFailure()
                        .invoke(() -> taken.forEach(learned -> unsaved.putIfAbsent(learned.key(), learned)))
                        .replaceWith(false);
    }

    /** Whatever is in use will be asked for again. */
    private void remember(Key key, RunHistory history) {
        if (known.size() >= LARGEST) {
            known.clear();
        }
        known.putIfAbsent(key, history);
    }
}
