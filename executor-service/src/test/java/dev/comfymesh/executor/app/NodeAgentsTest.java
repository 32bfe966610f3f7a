package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.domain.AgentReport;
import dev.comfymesh.executor.domain.ModelFile;
import dev.comfymesh.executor.domain.PlacementOrders;
import dev.comfymesh.executor.domain.PlacementOrders.Order;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeAgentsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final Duration WAIT = Duration.ofMinutes(1);

    private final ManualLoops loops = new ManualLoops();
    private final Table table = new Table();
    private final List<Set<String>> changes = new ArrayList<>();
    private final NodeAgents agents = new NodeAgents(table, loops, Duration.ofSeconds(30));

    @BeforeEach
    void start() {
        agents.start(changes::add);
    }

    @Test
    void addsWhatTheAgentSaysUntilItIsGone() {
        table.heard = List.of(heard("a", 29, "one"), heard("b", 30, "two"));
        loops.turn(1);

        assertThat(agents.completed(seen("a")).files()).containsExactly("one");
        assertThat(agents.completed(seen("a")).freeDiskBytes()).isEqualTo(7);
        assertThat(agents.completed(seen("b"))).isEqualTo(seen("b"));

        table.heard = List.of(heard("a", 31, "one"));
        loops.turn(1);

        assertThat(agents.completed(seen("a"))).isEqualTo(seen("a"));
        assertThat(changes).containsExactly(Set.of("a"), Set.of("a"));
    }

    @Test
    void tellsNobodyThatNothingChanged() {
        table.heard = List.of(heard("a", 1, "one"));
        loops.turn(2);
        table.heard = List.of(heard("a", 1, "one", "two"));
        loops.turn(2);

        assertThat(changes).containsExactly(Set.of("a"), Set.of("a"));
    }

    @Test
    void answersWhoeverKnowsOtherOrdersAtOnce() {
        table.wanted = PlacementOrders.of(List.of(order("one")));
        loops.turn(1);

        assertThat(ask(PlacementOrders.NONE.version()).getItem()).isEqualTo(table.wanted);
        ask(table.wanted.version()).assertNotTerminated();
        assertThat(agents.orders(table.wanted.version(), Duration.ZERO).await().indefinitely())
                .isEqualTo(table.wanted);
    }

    @Test
    void answersAllWhoWaitWhenOrdersChange() {
        var first = ask(PlacementOrders.NONE.version());
        var second = ask(PlacementOrders.NONE.version());
        first.cancel();
        loops.turn(1);
        second.assertNotTerminated();

        table.wanted = PlacementOrders.of(List.of(order("one")));
        loops.turn(1);

        assertThat(second.getItem()).isEqualTo(table.wanted);
    }

    @Test
    void keepsNobodyWaitingWhenTheEndIsNear() {
        var waiting = ask(PlacementOrders.NONE.version());

        agents.endIsNear();

        waiting.assertCompleted();
        ask(PlacementOrders.NONE.version()).assertCompleted();
    }

    @Test
    void ordersInAnotherOrderAreTheSame() {
        assertThat(PlacementOrders.of(List.of(order("one"), order("two"))).version())
                .isEqualTo(
                        PlacementOrders.of(List.of(order("two"), order("one"))).version());
    }

    private UniAssertSubscriber<PlacementOrders> ask(String known) {
        return agents.orders(known, WAIT).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static Order order(String digest) {
        return new Order(digest, "loras", "cm-" + digest, 1);
    }

    private static Placements.Heard heard(String target, int secondsAgo, String... files) {
        return new Placements.Heard(
                target, NOW, Duration.ofSeconds(secondsAgo), new AgentReport(List.of(files), 7, List.of()));
    }

    private static TargetObserved seen(String target) {
        return new TargetObserved(
                target,
                NOW,
                1,
                1,
                TargetHealth.UP,
                new TargetObserved.Queue(0, 0),
                new TargetObserved.Vram(1, 1),
                List.of(),
                null);
    }

    private static final class Table implements Placements {
        private PlacementOrders wanted = PlacementOrders.NONE;
        private List<Heard> heard = List.of();

        @Override
        public Uni<PlacementOrders> wanted() {
            return Uni.createFrom().item(() -> wanted);
        }

        @Override
        public Uni<Optional<ModelFile>> find(String sha256) {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Uni<Boolean> hear(String targetId, AgentReport report) {
            return Uni.createFrom().item(true);
        }

        @Override
        public Uni<List<Heard>> agents() {
            return Uni.createFrom().item(() -> heard);
        }
    }
}
