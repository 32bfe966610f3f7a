package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.NodeEvent;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Hands what a node says under one client identity to whom it concerns: the run that it is about, and who looks at the node. */
final class DeskEar implements NodeListener {
    private final Map<String, AttemptRun> runs;
    private final ObserveTarget observe;
    private final Runnable look;
    private final Runnable tellSoon;
    private final Optional<WarmUp> warmUp;
    private boolean greeted;
    private String working = "";

    DeskEar(
            Map<String, AttemptRun> runs,
            ObserveTarget observe,
            Runnable look,
            Runnable tellSoon,
            Optional<WarmUp> warmUp) {
        this.runs = runs;
        this.observe = observe;
        this.look = look;
        this.tellSoon = tellSoon;
        this.warmUp = warmUp;
    }

    @Override
    public void opened() {
        if (greeted) {
            observe.readCatalogueAgain();
        }
        greeted = true;
        look.run();
        warmUp.ifPresent(WarmUp::greeted);
        runs.values().forEach(AttemptRun::heardAgain);
    }

    @Override
    public void heard(NodeEvent event) {
        switch (event) {
            case NodeEvent.QueueChanged(var held) -> {
                if (observe.queueChanged(held)) {
                    look.run();
                }
            }
            case NodeEvent.Started(var id) -> {
                working = id;
                with(id, run -> {
                    run.notes().heardStart();
                    run.heardStart();
                });
            }
            case NodeEvent.Over(var id) ->
                with(id, run -> {
                    run.notes().heardEnd();
                    run.heardEnd();
                });
            case NodeEvent.Cached cached ->
                with(cached.run(), run -> run.notes().heard(cached));
            case NodeEvent.Began began ->
                with(began.run(), run -> {
                    run.stirred();
                    run.notes().heard(began);
                });
            case NodeEvent.Progressed progressed ->
                with(progressed.run(), run -> {
                    run.stirred();
                    run.notes().heard(progressed);
                    tellSoon.run();
                });
            case NodeEvent.Stepped stepped ->
                with(stepped.run(), run -> {
                    run.stirred();
                    run.notes().heard(stepped);
                    tellSoon.run();
                });
            case NodeEvent.Previewed preview ->
                with(preview.run().isEmpty() ? working : preview.run(), run -> {
                    run.notes().heard(preview);
                    tellSoon.run();
                });
        }
    }

    /** Other clients' runs are heard of too, under ids that need not be ours. */
    private void with(String id, Consumer<AttemptRun> act) {
        var run = runs.get(id);
        if (run != null) {
            act.accept(run);
        }
    }
}
