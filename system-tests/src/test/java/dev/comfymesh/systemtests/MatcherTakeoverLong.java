package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.systemtests.agent.KillPoint;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.check.Checker;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The router that places candidates dies or stands still in the middle of it, and the other goes on: no node is given more than
 * it has slots, no tenant more than it may run, no job more than its cap. Part of no build: {@code ./mesh test --long} runs it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatcherTakeoverLong {
    private static final int NODES = 4;
    private static final int STEP_MILLIS = 60;
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(18);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private MeshUnderTest mesh;
    private Custody custody;

    @BeforeAll
    void start() {
        mesh = MeshUnderTest.withFleet(NODES, STEP_MILLIS, "router-b");
        mesh.wake("router-b");
        custody = new Custody(mesh.address().postgres());
        custody.awaitNodes(NODES);
    }

    @AfterAll
    void stop() {
        if (mesh != null) {
            mesh.close();
        }
    }

    @Test
    void neverOverCommitsWhenTheMatcherIsKilled() throws Exception {
        play(matcher -> {
            matcher.kill();
            Pause.of(LONGER_THAN_A_LEASE);
        });
    }

    @Test
    void neverOverCommitsWhenTheMatcherStoodStillAndDoesNotKnowIt() throws Exception {
        play(matcher -> {
            matcher.pause();
            Pause.of(LONGER_THAN_A_LEASE);
            matcher.resume();
        });
    }

    @ParameterizedTest
    @CsvSource({"BEFORE_COMMIT, 9", "AFTER_COMMIT, 9", "BEFORE_COMMIT, 14"})
    void neverOverCommitsWhenTheMatcherDiesAtItsCommit(KillPoint point, int arrivals) throws Exception {
        play(matcher -> {
            matcher.kill();
            matcher.startWith(mesh.agent().killing(point, arrivals));
            await("the matcher dies at " + point).atMost(LIMIT).until(() -> !matcher.lives());
        });
    }

    private interface Blow {
        void on(Part matcher);
    }

    private void play(Blow blow) throws Exception {
        mesh.heal();
        var wide = new Client(mesh.api(TenantKey.LOCAL));
        var narrow = new Client(mesh.api(TenantKey.NARROW));
        try (var log = FactReader.of(mesh.address().kafka(), Topic.JOBS)) {
            var before = custody.matcher().orElseThrow();
            wide.placeAll(jobs(1));
            log.await(wide.promised().iterator().next(), AttemptAssigned.class);
            var placing = CompletableFuture.runAsync(
                    () -> {
                        wide.placeAll(jobs(12));
                        narrow.placeAll(jobs(2));
                    },
                    Thread::startVirtualThread);

            blow.on(mesh.part(before.part()));

            await("another places candidates")
                    .atMost(LIMIT)
                    .until(() -> custody.matcher()
                            .filter(matcher -> matcher.epoch() > before.epoch())
                            .isPresent());
            mesh.heal();
            placing.join();
        }
        assertThat(wide.awaitEnds().values()).containsOnly("COMPLETED");
        assertThat(narrow.awaitEnds().values()).containsOnly("COMPLETED");
        var promised = new HashSet<>(wide.promised());
        promised.addAll(narrow.promised());
        assertThat(Checker.of(mesh.address()).violations(promised)).isEmpty();
    }

    private static List<JobWish> jobs(int count) {
        var key = UUID.randomUUID().toString();
        return IntStream.range(0, count)
                .mapToObj(n -> JobWish.small(key + "-" + n, 4, 2).ofSteps(12))
                .toList();
    }
}
