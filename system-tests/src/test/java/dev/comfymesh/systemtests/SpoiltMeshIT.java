package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.systemtests.agent.PlantedBug;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;

/** What leaves a mesh of little use to other tests: in one mesh of its own, and those last that do most harm. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class SpoiltMeshIT {
    private static final int STEP_MILLIS = 60;
    private static final List<String> IMPATIENT =
            List.of("-Dexecutor.patience.stalled-for=3s", "-Dexecutor.patience.stopping-for=2s");

    private static MeshUnderTest mesh;
    private static Tape tape;

    @BeforeAll
    static void start() {
        mesh = MeshUnderTest.start(STEP_MILLIS, Map.of("executor", IMPATIENT));
        tape = new Tape(mesh.address().kafka());
    }

    @AfterAll
    static void stop() {
        if (mesh != null) {
            mesh.close();
        }
    }

    /** It may be ejected by this. */
    @Nested
    @Order(1)
    class AHangingNode {
        @AfterEach
        void letItGo() throws Exception {
            mesh.nodes().getFirst().turn("{\"fault\": \"NONE\"}");
        }

        @Test
        void losesItsRunToAnother() throws Exception {
            mesh.nodes().getFirst().turn("{\"fault\": \"HANG\", \"count\": 1}");
            var client = new Client(mesh.api(TenantKey.LOCAL));

            client.placeAll(List.of(JobWish.small("hanging", 2, 2)));

            assertThat(client.awaitEnds()).containsValue("COMPLETED");
            var hung = tape.factsOf(client.promised(), AttemptFailed.class).getFirst();
            assertThat(hung.failure()).isEqualTo(FailureClass.STALLED);
            assertThat(tape.factsOf(client.promised(), AttemptAssigned.class))
                    .filteredOn(assigned -> assigned.candidateId().equals(hung.candidateId()))
                    .extracting(AttemptAssigned::targetId)
                    .containsExactly("sim-a", "sim-b");
            assertThat(Checker.of(mesh.address()).violations(client.promised())).isEmpty();
        }
    }

    /** Somebody writes to the log who has no business there: what cannot be applied parks its own subject and nothing else. */
    @Nested
    @Order(2)
    class AStranger {
        private static final String STRANGER = "stranger-service";
        private static final List<String> SERVICES = List.of("ingest", "router", "executor", "scoring");
        private static final Set<String> DISTURBED = new HashSet<>();

        @Test
        void parksNonsenseAndStopsNobody() {
            var nobodys = tape.sayNonsense();
            DISTURBED.add(nobodys.toString());

            assertThat(endOf("sensible")).containsValue("COMPLETED");
            assertThat(Parked.at(mesh, nobodys)).isNotEmpty();
            expectNoOtherDisturbed();
        }

        @Test
        void parksAJobWhileARecordOfItIsMissingAndThenGoesOnWithIt() throws Exception {
            var id = mesh.api(TenantKey.LOCAL).submit(JobWish.small("gap", 2, 1).ofSteps(30));
            DISTURBED.add(id.toString());
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
                    .allMatch(subject -> DISTURBED.stream().anyMatch(subject::contains));
        }
    }

    /** Bugs in each service at once, and the checker sees them all; {@link PlantedBugsLong} plants every bug there is. */
    @Nested
    @Order(3)
    class PlantedBugs {
        private static final List<PlantedBug> SOME = List.of(
                PlantedBug.MIXES_TENANTS,
                PlantedBug.ASSIGNS_TWICE,
                PlantedBug.BOOKS_ONE_SIDE,
                PlantedBug.TEARS_AN_OBJECT,
                PlantedBug.DELIVERS_ONE_MORE);

        @Test
        void areSeenByTheChecker() throws Exception {
            var hunt = BugHunt.besidesWhatIsKnown(mesh);
            hunt.expectNothing(Scenario.twoTenants());

            hunt.plant(SOME);
            Scenario.oneJob().play(mesh);
            Scenario.twoTenants().play(mesh);

            assertThat(hunt.news())
                    .extracting(Violation::invariant)
                    .containsAll(SOME.stream().map(PlantedBug::invariant).toList());
        }
    }
}
