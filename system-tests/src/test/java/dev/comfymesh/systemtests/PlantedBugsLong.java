package dev.comfymesh.systemtests;

import dev.comfymesh.systemtests.agent.PlantedBug;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every bug there is, planted one after the other into one mesh, each under a scenario that is clean without it. Part of no
 * build: {@code ./mesh test --long} runs it, and so does
 * {@code mvn -f system-tests/pom.xml verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=PlantedBugsLong};
 * {@code -Dmesh.bugs=SETTLES_AGAIN,CLOSES_WHAT_LIVES} plants these alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedBugsLong {
    private static final int STEP_MILLIS = 60;

    /** All of them where none is named. */
    private static final List<String> WANTED = Stream.of(
                    System.getProperty("mesh.bugs", "").split(","))
            .filter(name -> !name.isEmpty())
            .toList();

    private MeshUnderTest mesh;
    private BugHunt hunt;

    @BeforeAll
    void start() {
        mesh = MeshUnderTest.start(STEP_MILLIS, "executor-b");
        mesh.rest("executor-b");
        hunt = new BugHunt(mesh);
    }

    @AfterAll
    void stop() {
        if (mesh != null) {
            mesh.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> areAllSeen() {
        var clean = Stream.of(
                        Scenario.crowd(),
                        Scenario.cancel(),
                        Scenario.lostAnswer(),
                        Scenario.sameKey(),
                        Scenario.twoTenants(),
                        Scenario.repetition(),
                        Scenario.secondExecutor())
                .filter(_ -> WANTED.isEmpty())
                .map(scenario -> DynamicTest.dynamicTest("nothing without a bug", () -> hunt.expectNothing(scenario)));
        var planted = Stream.of(PlantedBug.values())
                .filter(bug -> WANTED.isEmpty() || WANTED.contains(bug.name()))
                .map(bug -> DynamicTest.dynamicTest(bug.name(), () -> hunt.expect(bug, scenario(bug))));
        return Stream.concat(clean, planted);
    }

    private static Scenario scenario(PlantedBug bug) {
        return switch (bug) {
            case ACCEPTS_WITHOUT_STORING,
                    ENDS_AN_ATTEMPT_TWICE,
                    DELIVERS_ONE_MORE,
                    MARKS_WITHOUT_SENDING,
                    FORGETS_A_FACT,
                    TEARS_AN_OBJECT,
                    ASSIGNS_TWICE,
                    REMEMBERS_ANOTHER_CHOICE,
                    ACKNOWLEDGES_BEFORE_COMMIT,
                    SETTLES_AGAIN,
                    BOOKS_ONE_SIDE -> Scenario.oneJob();
            case TAKES_OVER_WITHOUT_A_NEW_EPOCH -> Scenario.twice(bug);
            case SENDS_OUT_OF_ORDER, IGNORES_SLOTS -> Scenario.crowd();
            case SUBMITS_AGAIN_BLINDLY -> Scenario.lostAnswer();
            case IGNORES_RUNNING_LIMITS, MIXES_TENANTS -> Scenario.twoTenants();
            case IGNORES_KEYS -> Scenario.sameKey();
            case APPLIES_WHAT_IS_REPEATED -> Scenario.repetition();
            case OWNS_WITHOUT_A_LEASE -> Scenario.secondExecutor();
            case CLOSES_WHAT_LIVES -> Scenario.cancel();
        };
    }
}
