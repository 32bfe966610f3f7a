package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.systemtests.agent.PlantedBug;
import dev.comfymesh.testkit.check.Violation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One bug in each service at once, and the checker sees them all; {@link PlantedBugsLong} plants every bug there is. */
class PlantedBugsIT {
    private static final int STEP_MILLIS = 60;
    private static final List<PlantedBug> ONE_EACH = List.of(
            PlantedBug.MIXES_TENANTS,
            PlantedBug.ASSIGNS_TWICE,
            PlantedBug.TEARS_AN_OBJECT,
            PlantedBug.DELIVERS_ONE_MORE);

    @Test
    void areSeenByTheChecker() throws Exception {
        try (var mesh = MeshUnderTest.start(STEP_MILLIS)) {
            var hunt = new BugHunt(mesh);
            hunt.expectNothing(Scenario.twoTenants());

            ONE_EACH.forEach(hunt::plant);
            Scenario.oneJob().play(mesh);
            Scenario.twoTenants().play(mesh);

            assertThat(hunt.news())
                    .extracting(Violation::invariant)
                    .containsAll(invariants().toList());
        }
    }

    private static Stream<String> invariants() {
        return ONE_EACH.stream().map(PlantedBug::invariant);
    }
}
