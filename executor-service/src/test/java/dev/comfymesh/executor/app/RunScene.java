package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.Care;
import dev.comfymesh.executor.domain.Course;
import dev.comfymesh.executor.domain.FileProbe;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.Patience;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a test of one run stands on: a node, a table and a clock in memory, and a loop that turns only when told to. */
class RunScene {
    static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    final FakeNode node = new FakeNode();
    final FakeAttempts attempts = new FakeAttempts();
    final FakeInputs inputs = new FakeInputs();
    final StageInputs staging = new StageInputs(inputs);
    final FakeDisk disk = new FakeDisk();
    NodeClient there = node;
    Patience patience = new Patience(3, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND);
    Pace pace = new Pace(
            SECOND,
            SECOND,
            3,
            Duration.ofMillis(100),
            SECOND,
            3,
            SECOND,
            SECOND,
            SECOND,
            Duration.ofMinutes(5),
            SECOND);
    boolean mayAct = true;
    boolean hearing = true;
    Instant now = NOW;

    static AttemptStarted started(Instant at) {
        return new AttemptStarted(new UUID(0, 2), at, new UUID(0, 1), "candidate", "target", 3);
    }

    static Sighting finished() {
        return new Sighting.Finished(new FinishedRun(List.of(new OutputFile("9", "a.bin", "", "output")), Set.of(), 5));
    }

    static Fetched anything() {
        var bytes = new byte[] {1};
        return new Fetched.Whole(new FileProbe(bytes, bytes, bytes.length), "0");
    }

    FailureClass failure() {
        assertThat(attempts.facts).last().isInstanceOf(AttemptFailed.class);
        return ((AttemptFailed) attempts.facts.getLast()).failure();
    }

    Stepped run(Attempt attempt) {
        if (attempts.stored == null) {
            attempts.stored = attempt;
        }
        return new Stepped(attempt);
    }

    static Attempt assigned(Instant startBy) {
        return Attempt.of(new Assignment(
                new UUID(0, 1),
                new UUID(0, 2),
                "tenant",
                "candidate",
                "target",
                7,
                "sha256:0",
                startBy,
                NOW.plusSeconds(600),
                false,
                null));
    }

    /** A run whose loop turns only when told to. */
    final class Stepped implements Site {
        private final ManualLoops loops = new ManualLoops();
        final AttemptRun attempt;
        boolean ended;
        boolean removed;
        String unheard = "";

        Stepped(Attempt order) {
            var tenures = new Tenures() {
                @Override
                public boolean mayAct(Tenure tenure) {
                    return mayAct;
                }

                @Override
                public void seek() {}
            };
            var ports = new Ports(
                    attempts,
                    null,
                    null,
                    null,
                    new NodeAgents(null, null, SECOND),
                    null,
                    staging,
                    new CollectOutputs(disk),
                    null,
                    tenures,
                    loops,
                    _ -> {},
                    new RunHistories(new FakeHistories()),
                    new SilentTally(),
                    new Care(0, Map.of()),
                    new Course(patience),
                    pace,
                    new SetClock(() -> now));
            attempt = new AttemptRun(ports, new Tenure("target", 3), this, order);
        }

        /** The loops that turn still. */
        Set<String> going() {
            return loops.running();
        }

        void steps(int count) {
            loops.turn(count);
        }

        @Override
        public NodeClient node() {
            return there;
        }

        @Override
        public boolean takesMore() {
            return !removed;
        }

        @Override
        public Uni<Void> makeRoom(Graph graph) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public boolean hearing(String clientId) {
            return hearing;
        }

        @Override
        public void unheard(String clientId) {
            unheard = clientId;
        }

        @Override
        public void ended(AttemptRun run) {
            ended = true;
        }
    }
}
