package dev.comfymesh.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** While PostgreSQL is away, clients are asked to come back. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
@TestProfile(OutageIT.NobodyListens.class)
class OutageIT {
    @TestHTTPResource("/")
    URI base;

    /** Requests are sent to a port where nothing is; the tables are still made over JDBC. */
    public static final class NobodyListens implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.reactive.url", "postgresql://localhost:1/comfymesh",
                    "mp.messaging.incoming.jobs.enabled", "false");
        }
    }

    @Test
    void putsRequestsOff() {
        var answer = new Api(base, Api.KEY).get("/v1/jobs");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("code").textValue()).isEqualTo("store-away");
    }
}
