package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Target;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pace PACE = new Pace(SECOND, SECOND, 3, SECOND, SECOND, 3, SECOND, SECOND, SECOND, SECOND);
    private static final Tenure TENURE = new Tenure("target", 3);

    private final FakeNode node = new FakeNode();
    private final FakeAttempts attempts = new FakeAttempts();
    private final ManualLoops loops = new ManualLoops();

    @BeforeEach
    void somethingRuns() {
        attempts.stored = running();
    }

    @Test
    void hearsWhatItAdoptedUnderTheIdentityThatSubmittedIt() {
        new TargetDesk(ports(), TENURE, () -> {});

        loops.turn(1);

        assertThat(node.openSockets).containsExactlyInAnyOrder("cm-target-2", TENURE.clientId());
        assertThat(loops.running()).contains("attempt " + running().id());
    }

    @Test
    void leavesNothingOpenWhenItIsClosed() {
        var desk = new TargetDesk(ports(), TENURE, () -> {});
        loops.turn(1);

        desk.close();

        assertThat(node.openSockets).isEmpty();
        assertThat(loops.running()).isEmpty();
    }

    @Test
    void leavesNothingOpenWhenItIsClosedInTheMiddleOfAnAdoption() {
        var desk = new TargetDesk(ports(), TENURE, () -> {});
        attempts.beforeLive = desk::close;

        loops.turn(1);

        assertThat(node.openSockets).isEmpty();
        assertThat(loops.running()).isEmpty();
    }

    @Test
    void anOldTenureThatIsOverDoesNotEndALaterOne() {
        var fleet = new Fleet(ports());
        fleet.gained(TENURE);
        fleet.gained(new Tenure("target", 4));

        fleet.over(TENURE);
        assertThat(loops.running()).isNotEmpty();

        fleet.over(new Tenure("target", 4));
        assertThat(loops.running()).isEmpty();
    }

    private Ports ports() {
        return new Ports(
                attempts,
                _ -> Uni.createFrom().item(Optional.of(new Target("target", URI.create("http://node"), 1))),
                (_, _) -> Uni.createFrom().voidItem(),
                _ -> Uni.createFrom().voidItem(),
                new NodeAgents(null, null, Duration.ZERO),
                _ -> Uni.createFrom().item("digest"),
                null,
                _ -> node,
                null,
                loops,
                _ -> {},
                new SilentTally(),
                null,
                PACE,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Attempt running() {
        var order = new Assignment(
                new UUID(0, 1),
                new UUID(0, 2),
                "tenant",
                "candidate",
                "target",
                7,
                "sha256:0",
                NOW,
                NOW.plusSeconds(600),
                false,
                null);
        return Attempt.of(order).in(AttemptState.RUNNING).submittedAs("cm-target-2");
    }
}
