package dev.comfymesh.kit.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.kit.Awaiting;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class LeaseKeeperIT {
    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    private final String name = "shard-" + UUID.randomUUID();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile Set<String> wanted = Set.of(name);
    private Leases leases;
    private LeaseKeeper keeper;

    @BeforeEach
    void keep() {
        leases = new Leases(pool, "keeper");
        keeper = LeaseKeeper.start(
                vertx,
                leases,
                "test",
                () -> Uni.createFrom().item(wanted),
                lease -> heard.add("gained " + lease.epoch()),
                lost -> heard.add("lost"));
        await().until(() -> heard.contains("gained 1"));
    }

    @AfterEach
    void stop() {
        keeper.stop();
    }

    @Test
    void holdsWhatIsWanted() {
        assertThat(keeper.held(name)).map(Lease::epoch).contains(1L);
        assertThat(keeper.held()).hasSize(1);
    }

    @Test
    void releasesWhatIsNoLongerWanted() {
        wanted = Set.of();
        keeper.sweepNow();

        await().until(() -> heard.contains("lost"));
        await().until(() ->
                Awaiting.await(() -> new Leases(pool, "other").take(name)).isPresent());
    }

    @Test
    void tellsThatAnotherTookItAndTakesItAgainWhenItIsFree() {
        run("update lease set owner = 'thief', epoch = epoch + 1, until = now() + interval '1 hour' where name = $1");
        await().until(() -> {
            keeper.sweepNow();
            return heard.contains("lost");
        });
        assertThat(keeper.held(name)).isEmpty();

        run("update lease set until = now() - interval '1 second' where name = $1");

        await().until(() -> heard.contains("gained 3"));
    }

    @Test
    void takesNothingMoreOnceStopped() {
        keeper.stop();

        assertThat(keeper.held()).isEmpty();
    }

    private void run(String sql) {
        Awaiting.await(() -> pool.preparedQuery(sql).execute(Tuple.of(name)));
    }
}
