package dev.comfymesh.ingest;

import static dev.comfymesh.ingest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may come in, and with which keys. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class KeysIT {
    private static final byte[] TWENTY_MEGABYTES =
            ("{\"workflow\": \"" + "x".repeat(20_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);

    @TestHTTPResource("/")
    URI base;

    @Inject
    DataSource database;

    Api api;

    @BeforeEach
    void open() {
        api = new Api(base, Api.KEY);
        await().until(() -> api.get("/v1/jobs").status() == 200);
    }

    @Test
    void asksForAKey() {
        for (var stranger : new String[] {"", "nonsense", "cmk_" + "z".repeat(40)}) {
            var answer = api.with(stranger).get("/v1/jobs");
            assertProblem(answer, 401, "unknown-key");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
        assertThat(api.with("").get("/v1/jobs", "X-API-Key", Api.KEY).status()).isEqualTo(200);
        assertProblem(api.with("").get("/v1/jobs/" + UUID.randomUUID() + "/events"), 401);
        assertProblem(
                api.with("")
                        .post(
                                "/v1/jobs",
                                BodyPublishers.ofByteArray(TWENTY_MEGABYTES),
                                "Content-Type",
                                "application/json"),
                401);
    }

    @Test
    void keepsToTheKeysScopesAndTime() {
        var tenants = new Tenants(database);
        var readOnly = tenants.add("onlooker", 1_000_000, "jobs:read");
        assertThat(api.with(readOnly).get("/v1/jobs").status()).isEqualTo(200);
        assertProblem(api.with(readOnly).submit(Api.aRequest()), 403, "missing-scope");

        var expired = tenants.add("latecomer", 1_000_000, "jobs:read");
        tenants.expire(expired);
        assertProblem(api.with(expired).get("/v1/jobs"), 401, "unknown-key");
    }

    @Test
    void refusesKeysThatCannotBeStored() {
        assertProblem(api.submit(Api.aRequest(), "Idempotency-Key", "k".repeat(256)), 422);
        assertProblem(api.submit(Api.aRequest(), "Idempotency-Key", "two words"), 422);
    }
}
