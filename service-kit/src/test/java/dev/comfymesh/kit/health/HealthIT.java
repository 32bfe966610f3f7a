package dev.comfymesh.kit.health;

import static dev.comfymesh.kit.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class HealthIT {

    @TestHTTPResource("/q/health/")
    URI health;

    @Inject
    Vertx vertx;

    @Inject
    Pool pool;

    @Test
    void isLiveUnlessALoopIsStuck() {
        Awaitility.await()
                .untilAsserted(() -> assertThat(look("live").statusCode()).isEqualTo(200));
        var loop = Loop.start(
                vertx,
                "a loop that hangs",
                Duration.ofHours(1),
                () -> Uni.createFrom().nothing());

        Awaitility.await().untilAsserted(() -> {
            var live = look("live");
            assertThat(live.statusCode()).isEqualTo(503);
            assertThat(live.body()).contains("a loop that hangs");
        });
        loop.stop();

        Awaitility.await()
                .untilAsserted(() -> assertThat(look("live").statusCode()).isEqualTo(200));
    }

    @Test
    void isNotReadyWhileWhatItStatedDoesNotLeave() {
        Awaitility.await()
                .untilAsserted(() -> assertThat(look("ready").statusCode()).isEqualTo(200));
        // Of a shard that no relay knows.
        run("""
                insert into outbox (subject, sequence, shard, topic, type, created_at)
                values ('stuck', 1, -1, 'test', 'test', now() - interval '61 seconds')""");

        var ready = look("ready");
        var live = look("live");
        run("delete from outbox where subject = 'stuck'");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).containsPattern("\"oldestSeconds\": 6\\d");
        assertThat(live.body()).doesNotContain("outbox");
        Awaitility.await()
                .untilAsserted(() -> assertThat(look("ready").statusCode()).isEqualTo(200));
    }

    @Test
    void tellsHowFarEachChannelIsBehind() {
        assertThat(look("../metrics").body()).contains("comfymesh_inbox_lag{channel=\"jobs\"}");
    }

    private void run(String sql) {
        await(() -> pool.query(sql).execute());
    }

    private HttpResponse<String> look(String at) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(health.resolve(at)).build(), BodyHandlers.ofString());
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
