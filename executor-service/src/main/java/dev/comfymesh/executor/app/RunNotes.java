package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.AttemptPreview;
import dev.comfymesh.contracts.AttemptProgress;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.NodeEvent;
import dev.comfymesh.executor.domain.RunProgress;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Gathers what a node says about a run and tells only the newest of it; filled by one thread and emptied by another. */
final class RunNotes {
    private final Assignment attempt;
    private final Notes notes;
    private final AtomicReference<@Nullable RunProgress> progress = new AtomicReference<>();
    private final AtomicReference<NodeEvent.@Nullable Previewed> preview = new AtomicReference<>();
    private final AtomicReference<NodeEvent.@Nullable Progressed> latest = new AtomicReference<>();

    RunNotes(Assignment attempt, Notes notes) {
        this.attempt = attempt;
        this.notes = notes;
    }

    void begin(Graph graph) {
        progress.set(RunProgress.of(graph));
    }

    void heard(NodeEvent.Cached event) {
        progress.updateAndGet(known -> known == null ? null : known.withCached(event.nodes()));
    }

    void heard(NodeEvent.Progressed event) {
        latest.set(event);
    }

    void heard(NodeEvent.Previewed event) {
        if (attempt.previews()) {
            preview.set(event);
        }
    }

    void tellProgress() {
        var news = latest.getAndSet(null);
        var known = progress.get();
        if (news == null || known == null) {
            return;
        }
        var newest = known.with(news.nodes().get());
        newest.current()
                .ifPresent(node -> notes.send(new AttemptProgress(
                        attempt.jobId(),
                        attempt.candidateId(),
                        attempt.attemptId(),
                        node.node(),
                        (int) node.value(),
                        (int) node.max(),
                        newest.fraction())));
    }

    void tellPreview() {
        var newest = preview.getAndSet(null);
        if (newest != null) {
            notes.send(new AttemptPreview(
                    attempt.jobId(),
                    attempt.candidateId(),
                    attempt.attemptId(),
                    newest.mediaType(),
                    Base64.getEncoder().encodeToString(newest.image())));
        }
    }
}
