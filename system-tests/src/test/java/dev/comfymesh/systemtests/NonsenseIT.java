package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.testkit.check.Checker;
import dev.comfymesh.testkit.check.Gathering;
import dev.comfymesh.testkit.check.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Records that nobody can read or apply park their own subject and nothing else; the mesh is of no use to others after. */
class NonsenseIT {
    private static final int STEP_MILLIS = 60;

    @Test
    void isParkedAndStopsNobody() {
        try (var mesh = MeshUnderTest.start(STEP_MILLIS)) {
            var client = new Client(mesh.api(TenantKey.LOCAL));
            var nobodys = new Tape(mesh.address().kafka()).sayNonsense().toString();

            client.placeAll(List.of(JobWish.small("sensible", 4, 2)));

            assertThat(client.awaitEnds()).containsValue("COMPLETED");
            assertThat(new Checker(new Gathering(mesh.address()), Duration.ofSeconds(4)).violations(Set.of()))
                    .extracting(Violation::subject)
                    .isNotEmpty()
                    .allSatisfy(subject -> assertThat(subject).contains(nobodys));
        }
    }
}
