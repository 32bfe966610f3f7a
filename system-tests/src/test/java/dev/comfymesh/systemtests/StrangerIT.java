package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.check.Checker;
import dev.comfymesh.testkit.check.Gathering;
import dev.comfymesh.testkit.check.Violation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody writes to the log who has no business there: what cannot be applied parks its own subject and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangerIT {
    private static final int STEP_MILLIS = 60;
    private static final String STRANGER = "stranger-service";
    private static final List<String> SERVICES = List.of("ingest", "router", "executor", "scoring");

    private final Set<String> disturbed = new HashSet<>();
    private MeshUnderTest mesh;
    private Tape tape;

    @BeforeAll
    void start() {
        mesh = MeshUnderTest.start(STEP_MILLIS);
        tape = new Tape(mesh.address().kafka());
    }

    @AfterAll
    void stop() {
        if (mesh != null) {
            mesh.close();
        }
    }

    @Test
    void parksNonsenseAndStopsNobody() {
        var nobodys = tape.sayNonsense();
        disturbed.add(nobodys.toString());

        assertThat(endOf("sensible")).containsValue("COMPLETED");
        assertThat(Parked.at(mesh, nobodys)).isNotEmpty();
        expectNoOtherDisturbed();
    }

    @Test
    void parksAJobWhileARecordOfItIsMissingAndThenGoesOnWithIt() throws Exception {
        var id = mesh.api(TenantKey.LOCAL).submit(JobWish.small("gap", 2, 1).ofSteps(30));
        disturbed.add(id.toString());
        try (var log = FactReader.of(mesh.address().kafka(), Topic.JOBS)) {
            log.await(id, AttemptStarted.class);
        }

        tape.say(id, STRANGER, 2);

        await().untilAsserted(() -> assertThat(Parked.at(mesh, id))
                .containsOnlyKeys(SERVICES)
                .allSatisfy((_, why) -> assertThat(why).isEqualTo("GAP of " + STRANGER + " at 2")));
        assertThat(endOf("beside-the-gap")).containsValue("COMPLETED");
        assertThat(mesh.api(TenantKey.LOCAL).job(id).get("status").asText())
                .as("the job that lacks a record")
                .isEqualTo("RUNNING");

        tape.say(id, STRANGER, 1);

        await().atMost(Duration.ofMinutes(1))
                .until(() -> mesh.api(TenantKey.LOCAL).job(id).get("status").asText(), "COMPLETED"::equals);
        assertThat(Parked.at(mesh, id)).isEmpty();
        expectNoOtherDisturbed();
    }

    private Map<UUID, String> endOf(String key) {
        var client = new Client(mesh.api(TenantKey.LOCAL));
        client.placeAll(List.of(JobWish.small(key, 4, 2)));
        return client.awaitEnds();
    }

    /** The checker names those that were meddled with, and nobody else. */
    private void expectNoOtherDisturbed() {
        assertThat(new Checker(new Gathering(mesh.address()), Duration.ofSeconds(4)).violations(Set.of()))
                .extracting(Violation::subject)
                .isNotEmpty()
                .allMatch(subject -> disturbed.stream().anyMatch(subject::contains));
    }
}
