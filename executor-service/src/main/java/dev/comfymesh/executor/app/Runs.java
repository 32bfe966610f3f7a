package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One run for each live attempt of a target, those of earlier owners included; once closed, whatever still begins is stopped. */
final class Runs<R extends Run> {
    private final AttemptStore attempts;
    private final Tally tally;
    private final Tenure tenure;
    private final Function<Attempt, R> beginning;
    private final Map<String, R> runs = new ConcurrentHashMap<>();
    private volatile boolean adopted;
    private volatile boolean closed;

    Runs(Ports ports, Tenure tenure, Function<Attempt, R> beginning) {
        this.attempts = ports.attempts();
        this.tally = ports.tally();
        this.tenure = tenure;
        this.beginning = beginning;
    }

    boolean adopted() {
        return adopted;
    }

    /** Goes on with what the former owner left. */
    Uni<Void> adopt() {
        return attempts.live(tenure.targetId()).invoke(this::goOnWith).replaceWithVoid();
    }

    private void goOnWith(List<Attempt> left) {
        left.forEach(this::begin);
        adopted = true;
        tally.adopted(
                left.stream().filter(attempt -> attempt.clientId() != null).count());
    }

    void take(Attempt attempt) {
        if (!adopted) {
            return;
        }
        var run = begin(attempt);
        var wish = attempt.stop();
        if (wish != null) {
            run.notice(wish);
        }
    }

    private R begin(Attempt attempt) {
        var run = runs.computeIfAbsent(attempt.id().toString(), _ -> beginning.apply(attempt));
        if (closed) {
            run.stop();
        }
        return run;
    }

    Optional<R> of(UUID attemptId) {
        return Optional.ofNullable(runs.get(attemptId.toString()));
    }

    /** By the ids of their attempts. */
    Map<String, R> byId() {
        return runs;
    }

    Collection<R> all() {
        return runs.values();
    }

    void remove(R run) {
        runs.remove(run.attempt().id().toString());
    }

    void close() {
        closed = true;
        all().forEach(Run::stop);
    }
}
