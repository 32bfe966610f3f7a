package dev.comfymesh.systemtests;

import dev.comfymesh.systemtests.agent.PlantedBug;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** A short piece of a mesh's life, of the kind that brings one sort of bug to light; it ends though jobs may not. */
@FunctionalInterface
interface Scenario {
    Duration PATIENCE = Duration.ofSeconds(60);

    void play(MeshUnderTest mesh) throws Exception;

    /** One job that goes well. */
    static Scenario oneJob() {
        return mesh -> ended(mesh, List.of(JobWish.small(key(), 4, 2)));
    }

    /** A job, and another after the service that has the bug was killed and has started again with it. */
    static Scenario twice(PlantedBug bug) {
        return mesh -> {
            oneJob().play(mesh);
            mesh.restartWith(bug.service(), mesh.agent().planting(bug));
            oneJob().play(mesh);
        };
    }

    /** More work than there is room for. */
    static Scenario crowd() {
        return mesh -> ended(
                mesh,
                IntStream.range(0, 4)
                        .mapToObj(n -> JobWish.small(key(), 4, 4).ofSteps(8))
                        .toList());
    }

    /** A job that is cancelled while two of its candidates run. */
    static Scenario cancel() {
        return mesh ->
                ended(mesh, List.of(JobWish.small(key(), 4, 4).ofSteps(30).cancelledAfter(2_000)));
    }

    /** A node that takes a run and does not say so. */
    static Scenario lostAnswer() {
        return mesh -> {
            for (var node : mesh.nodes()) {
                node.turn("{\"fault\": \"DROP_SUBMIT_RESPONSE\"}");
            }
            oneJob().play(mesh);
        };
    }

    /** Many who submit one job under one key. */
    static Scenario sameKey() {
        return mesh -> {
            var wish = JobWish.small(key(), 1, 1);
            var api = mesh.api(TenantKey.LOCAL);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, 8).forEach(_ -> threads.submit(() -> api.submit(wish)));
            }
        };
    }

    /** Two tenants, of whom the second may run one attempt at a time. */
    static Scenario twoTenants() {
        return mesh -> {
            ended(mesh, List.of(JobWish.small(key(), 2, 1)));
            var narrow = new Client(mesh.api(TenantKey.NARROW));
            narrow.placeAll(List.of(JobWish.small(key(), 4, 1).ofSteps(8)));
            for (var end : narrow.awaitEnds(PATIENCE).entrySet()) {
                if (!Client.isUnderWay(end.getValue())) {
                    mesh.api(TenantKey.NARROW).follow(end.getKey());
                }
            }
            mesh.api(TenantKey.LOCAL).list();
            mesh.api(TenantKey.NARROW).list();
        };
    }

    /** All that was ever said is said again while a job is under way. */
    static Scenario repetition() {
        return mesh -> {
            var client = new Client(mesh.api(TenantKey.LOCAL));
            client.placeAll(List.of(JobWish.small(key(), 4, 2).ofSteps(15)));
            Pause.of(Duration.ofSeconds(2));
            new Tape(mesh.address().kafka()).playAgain();
            client.awaitEnds(PATIENCE);
        };
    }

    /** Another executor is there from now on, and two jobs one after the other once a lease has run out. */
    static Scenario secondExecutor() {
        return mesh -> {
            oneJob().play(mesh);
            mesh.wake("executor-b");
            Pause.of(Duration.ofSeconds(17));
            for (int job = 0; job < 3; job++) {
                crowd().play(mesh);
            }
            mesh.rest("executor-b");
        };
    }

    private static void ended(MeshUnderTest mesh, List<JobWish> wishes) {
        var client = new Client(mesh.api(TenantKey.LOCAL));
        client.placeAll(wishes);
        client.awaitEnds(PATIENCE);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
