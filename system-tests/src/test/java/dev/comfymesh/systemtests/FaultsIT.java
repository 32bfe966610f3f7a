package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.testkit.check.Checker;
import dev.comfymesh.testkit.check.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a broker, a client or a node may do to a mesh without anybody being killed; after each the checker looks. */
class FaultsIT {
    private static final String GOOD_NODE = "{\"slowFactor\": 1, \"fault\": \"NONE\", \"stalled\": false}";

    private final MeshUnderTest mesh = SharedMesh.whole();
    private final Client client = new Client(mesh.api(TenantKey.LOCAL));
    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void heal() {
        mesh.heal();
    }

    @AfterEach
    void makeTheNodesGood() throws Exception {
        for (var node : mesh.nodes()) {
            node.turn(GOOD_NODE);
        }
    }

    @Test
    void everythingThatWasEverSaidIsSaidAgain() {
        client.placeAll(List.of(JobWish.small(key, 4, 2).ofSteps(8)));
        Pause.of(Duration.ofMillis(500));
        new Tape(mesh.address().kafka()).playAgain();

        assertThat(ends()).containsValue("COMPLETED");
        assertThat(violations()).isEmpty();
    }

    @Test
    void twoServicesReadTheLogFromItsBeginning() {
        client.placeAll(List.of(JobWish.small(key, 4, 2)));
        for (var service : List.of("scoring", "router")) {
            mesh.part(service).kill();
        }
        new Tape(mesh.address().kafka()).windBack("scoring-service");
        new Tape(mesh.address().kafka()).windBack("router-service");
        mesh.heal();

        assertThat(ends()).containsValue("COMPLETED");
        assertThat(violations()).isEmpty();
    }

    @Test
    void oneNodeLiesAndTheOtherIsSlow() throws Exception {
        mesh.nodes().getFirst().turn("{\"fault\": \"LIE\", \"lie\": \"TRUNCATED\", \"count\": 2}");
        mesh.nodes().getLast().turn("{\"slowFactor\": 4}");
        client.placeAll(List.of(JobWish.small(key, 4, 2)));

        assertThat(ends()).containsValue("COMPLETED");
        assertThat(violations()).isEmpty();
    }

    @Test
    void oneNodeDoesNotSayThatItHasTakenARun() throws Exception {
        mesh.nodes().getFirst().turn("{\"fault\": \"DROP_SUBMIT_RESPONSE\", \"count\": 2}");
        client.placeAll(List.of(JobWish.small(key, 4, 2)));

        assertThat(ends()).containsValue("COMPLETED");
        assertThat(violations()).isEmpty();
    }

    @Test
    void eachNodeHasTooLittleMemoryOnce() throws Exception {
        // Each, as one of them may be ejected for what it did in another test.
        for (var node : mesh.nodes()) {
            node.turn("{\"fault\": \"OUT_OF_MEMORY\", \"count\": 1}");
        }
        client.placeAll(List.of(JobWish.small(key, 4, 4)));

        assertThat(ends()).containsValue("COMPLETED");
        assertThat(factsOf(AttemptFailed.class))
                .extracting(AttemptFailed::failure)
                .contains(FailureClass.OUT_OF_MEMORY);
        assertThat(violations()).isEmpty();
    }

    @Test
    void oneNodeSaysNothingOnItsSocketWhileItRuns() throws Exception {
        mesh.nodes().getFirst().turn("{\"stalled\": true}");
        client.placeAll(List.of(JobWish.small(key, 4, 4).ofSteps(8)));

        assertThat(ends()).containsValue("COMPLETED");
        assertThat(factsOf(AttemptFailed.class)).isEmpty();
        assertThat(violations()).isEmpty();
    }

    @Test
    void moreIsAskedForThanThereIsRoomForAndHalfOfItIsCancelledAtSomeMoment() {
        var dice = new SplittableRandom(7);
        client.placeAll(IntStream.range(0, 10)
                .mapToObj(n -> JobWish.small(key + n, 4, 2).cancelledAfter(n % 2 == 0 ? dice.nextInt(3_000) : -1))
                .toList());

        assertThat(ends().values()).noneMatch(Client::isUnderWay);
        assertThat(client.cancelled()).allSatisfy(id -> assertThat(ends()).containsEntry(id, "CANCELLED"));
        assertThat(violations()).isEmpty();
    }

    @Test
    void aDeadlineStrikesWhileTheJobRuns() {
        client.placeAll(List.of(JobWish.small(key, 4, 4).ofSteps(40).within(3)));

        assertThat(ends().values()).noneMatch(Client::isUnderWay);
        assertThat(violations()).isEmpty();
    }

    @Test
    void twoTenantsWorkSideBySide() throws Exception {
        Scenario.twoTenants().play(mesh);

        assertThat(violations()).isEmpty();
    }

    @Test
    void manySubmitTheSameAtOnce() throws Exception {
        Scenario.sameKey().play(mesh);

        assertThat(violations()).isEmpty();
    }

    private <F extends JobFact> List<F> factsOf(Class<F> kind) {
        return new Tape(mesh.address().kafka()).factsOf(client.promised(), kind);
    }

    private Map<UUID, String> ends() {
        return client.awaitEnds();
    }

    private List<Violation> violations() {
        return Checker.of(mesh.address()).violations(client.promised());
    }
}
