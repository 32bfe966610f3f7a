package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.systemtests.agent.KillPoint;
import dev.comfymesh.testkit.check.Checker;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A service dies at its n-th arrival at a point while it works on two jobs, one of them cancelled, and is started again. */
record DeathAtAPoint(MeshUnderTest mesh, String service, KillPoint point, int arrivals) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    void play() throws Exception {
        mesh.heal();
        var replicas = mesh.parts().stream()
                .filter(part -> Strike.kindOf(part.name()).equals(service))
                .toList();
        replicas.forEach(Part::kill);
        replicas.forEach(part -> part.startWith(mesh.agent().killing(point, arrivals)));
        var client = new Client(mesh.api(TenantKey.LOCAL));
        var key = UUID.randomUUID().toString();
        var placing = Thread.startVirtualThread(() -> client.placeAll(List.of(
                JobWish.small(key + "-a", 4, 2).ofSteps(6),
                JobWish.small(key + "-b", 2, 1).ofSteps(20).cancelledAfter(1_500))));
        await("%s comes by %s".formatted(service, point))
                .atMost(LIMIT)
                .until(() -> replicas.stream().anyMatch(part -> !part.lives())
                        || !placing.isAlive() && client.allHaveEnded());
        var died = !replicas.stream().allMatch(Part::lives);
        // Whoever has not died carries the trap still, and would die when it harms another test.
        replicas.forEach(Part::kill);
        mesh.heal();
        placing.join();
        System.out.printf("%s %s at %s #%d%n", service, died ? "died" : "came by too seldom to die", point, arrivals);
        assertThat(client.awaitEnds().values()).noneMatch(Client::isUnderWay);
        assertThat(Checker.of(mesh.address()).violations(client.promised())).isEmpty();
        if (!died) {
            assertThat(arrivals).as("%s never came by %s", service, point).isGreaterThan(1);
            new DeathAtAPoint(mesh, service, point, 1).play();
        }
    }
}
