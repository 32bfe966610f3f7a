package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.ProgressNote;
import dev.comfymesh.executor.domain.Care;
import dev.comfymesh.executor.domain.Course;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Patience;
import dev.comfymesh.executor.domain.Target;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a test of one desk stands on: a node, a table and a clock in memory, and loops that turn only when told to. */
final class DeskScene {
    static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    static final Tenure TENURE = new Tenure("target", 3);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pace PACE = new Pace(
            SECOND, SECOND, 3, SECOND, SECOND, 3, SECOND, SECOND, Duration.ZERO, Duration.ofMinutes(5), SECOND);

    final FakeNode node;
    final FakeAttempts attempts = new FakeAttempts();
    final FakeHistories histories = new FakeHistories();
    final ManualLoops loops = new ManualLoops();
    final List<ProgressNote> told = new ArrayList<>();
    boolean removed;
    Care care = new Care(0.15, Map.of());
    Instant now = NOW;

    DeskScene(FakeNode node) {
        this.node = node;
    }

    void careWith(Graph warmUp) {
        care = new Care(0.15, Map.of("target", warmUp));
    }

    Ports ports() {
        return new Ports(
                attempts,
                _ -> Uni.createFrom().item(Optional.of(new Target("target", URI.create("http://node"), 1, removed))),
                (_, _) -> Uni.createFrom().voidItem(),
                _ -> Uni.createFrom().voidItem(),
                new NodeAgents(null, null, Duration.ZERO),
                _ -> Uni.createFrom().item("digest"),
                new StageInputs(new FakeInputs()),
                null,
                _ -> node,
                new Tenures() {
                    @Override
                    public boolean mayAct(Tenure tenure) {
                        return true;
                    }

                    @Override
                    public void seek() {}
                },
                loops,
                told::add,
                new RunHistories(histories),
                new SilentTally(),
                care,
                new Course(new Patience(3, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND)),
                PACE,
                new SetClock(() -> now));
    }
}
