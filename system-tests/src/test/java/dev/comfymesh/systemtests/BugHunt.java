package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.systemtests.agent.PlantedBug;
import dev.comfymesh.testkit.check.Checker;
import dev.comfymesh.testkit.check.Gathering;
import dev.comfymesh.testkit.check.Violation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Plants bugs into a mesh and sees whether the checker finds them; what is found once is not held against a later one. */
final class BugHunt {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MeshUnderTest mesh;
    private final Set<Violation> known = new HashSet<>();

    BugHunt(MeshUnderTest mesh) {
        this.mesh = mesh;
    }

    /** In a mesh that is not whole any more: what is wrong with it already counts for nothing. */
    static BugHunt besidesWhatIsKnown(MeshUnderTest mesh) {
        var hunt = new BugHunt(mesh);
        hunt.news();
        return hunt;
    }

    /** Without a bug nothing is found. */
    void expectNothing(Scenario scenario) throws Exception {
        scenario.play(mesh);
        assertThat(news()).isEmpty();
    }

    /** With the bug in its service, the invariant that it is to break is found violated. */
    void expect(PlantedBug bug, Scenario scenario) throws Exception {
        plant(List.of(bug));
        try {
            scenario.play(mesh);
            mesh.heal();
            var news = news();
            System.out.printf("planted %s: %s%n", bug, news);
            expectWork(bug);
            assertThat(news).as("%s", bug).extracting(Violation::invariant).contains(bug.invariant());
        } finally {
            mesh.part(bug.service()).kill();
            mesh.heal();
        }
    }

    /** A bug that did nothing would say nothing of the checker. */
    private void expectWork(PlantedBug bug) {
        assertThat(bug.hooks())
                .as("each part of %s has done something", bug)
                .allSatisfy(hook -> assertThat(mesh.log(bug.service())).contains(hook.mark()));
    }

    /** Plants them all at once, each into its service. */
    void plant(List<PlantedBug> bugs) {
        mesh.restartWith(bugs.stream()
                .collect(Collectors.groupingBy(
                        PlantedBug::service,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                ofOne -> mesh.agent().planting(ofOne.toArray(PlantedBug[]::new))))));
    }

    /** What was not found before. */
    List<Violation> news() {
        var found = new Checker(new Gathering(mesh.address()), PATIENCE).violations(Set.of());
        var news =
                found.stream().filter(violation -> known.add(violation.kind())).toList();
        return news;
    }
}
