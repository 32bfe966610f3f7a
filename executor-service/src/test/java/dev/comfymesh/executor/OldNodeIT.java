package dev.comfymesh.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.adapter.comfyui.Access;
import dev.comfymesh.executor.adapter.comfyui.Connections;
import dev.comfymesh.executor.app.NodeClient;
import dev.comfymesh.executor.app.NodeListener;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.NodeEvent;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Submission;
import dev.comfymesh.executor.domain.Target;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes of earlier times: without the jobs routes, and the oldest without our ids and with one interrupt for all. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class OldNodeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Vertx vertx;

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "middle"})
    void runsAJobAndEndsWhatIsNotWantedAnyMore(String profile) {
        try (var hall = NodeHall.of(1, "--profile", profile)) {
            var node = hall.nodes().getFirst();
            var target = bed.target(node);

            assertThat(bed.ending(bed.assign(fresh(), target))).isEqualTo("SUCCEEDED");

            node.steppingEvery(50);
            var unwanted = bed.assign(Restated.longJob(), target);
            bed.awaitStart(unwanted);
            bed.revoke(unwanted);
            assertThat(bed.ending(unwanted)).isEqualTo(FailureClass.REVOKED.name());

            node.steppingEvery(0);
            assertThat(bed.ending(bed.assign(fresh(), target))).isEqualTo("SUCCEEDED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "middle"})
    void findsARunOfAnotherOwner(String profile) {
        try (var hall = NodeHall.of(1, "--profile", profile)) {
            var node = hall.nodes().getFirst().steppingEvery(500);
            var run = UUID.randomUUID();
            var alive = new Alive();
            var first = client(node);
            var socket = first.listen("client", alive);
            await().atMost(PATIENCE).until(socket::open);
            assertThat(answer(first.submit(order(run), "client", graph()))).isEqualTo(new Submission.Accepted());
            await().atMost(PATIENCE).until(() -> alive.runs.contains(run.toString()));

            var second = client(node);
            assertThat(answer(second.look(run))).isEqualTo(new Sighting.Running());
            answer(second.cancel(run));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(answer(second.look(run))).isInstanceOf(Sighting.Interrupted.class));

            assertThat(answer(client(node).look(run))).isInstanceOf(Sighting.Interrupted.class);
            assertThat(answer(client(node).look(UUID.randomUUID()))).isEqualTo(new Sighting.Absent());
            socket.close();
        }
    }

    private NodeClient client(NodeControl node) {
        var limits = new Connections.Limits(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, 1 << 20);
        return new Connections(vertx, limits, _ -> Access.PLAIN, new SimpleMeterRegistry())
                .at(new Target("target", URI.create(node.url()), 1));
    }

    private static Assignment order(UUID run) {
        return new Assignment(
                run, run, "tenant", "candidate", "target", 7, "sha256:0", Instant.EPOCH, Instant.EPOCH, false, null);
    }

    private static Graph graph() {
        var nodes = Restated.runnableJob().accepted().graph();
        return new Graph(new ObjectMapper().convertValue(nodes, new TypeReference<>() {}));
    }

    private static SampleJob fresh() {
        return Restated.runnableJob().seed(ThreadLocalRandom.current().nextLong(1L << 40));
    }

    private static <T> T answer(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    /** The runs that are said to work. */
    private static final class Alive implements NodeListener {
        private final Set<String> runs = ConcurrentHashMap.newKeySet();

        @Override
        public void opened() {}

        @Override
        public void heard(NodeEvent event) {
            if (event instanceof NodeEvent.Began began) {
                runs.add(began.run());
            }
        }
    }
}
