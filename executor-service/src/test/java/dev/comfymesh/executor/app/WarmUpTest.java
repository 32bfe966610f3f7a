package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Submission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final Sighting DONE = new Sighting.Finished(new FinishedRun(List.of(), Set.of(), 1));

    private final FakeNode node = new FakeNode();
    private final DeskScene scene = new DeskScene(node);
    private boolean idle = true;
    private final WarmUp warmUp =
            new WarmUp(scene.ports(), "target", new Graph(Map.of("1", Map.of())), () -> node, () -> idle);

    @Test
    void runsOnceAfterTheNodeHasGreeted() {
        scene.loops.turn(1);
        assertThat(node.asked).isEmpty();

        warmUp.greeted();
        scene.loops.turn(1);
        node.sighting = new Sighting.Running();
        scene.loops.turn(1);
        node.sighting = DONE;
        scene.loops.turn(5);

        assertThat(node.asked).containsExactly("look", "warm-up", "look", "look");
    }

    @Test
    void leavesANodeAloneThatStillKnowsTheLastOne() {
        node.sighting = DONE;

        warmUp.greeted();
        scene.loops.turn(3);

        assertThat(node.asked).containsExactly("look");
    }

    @Test
    void runsAgainOnANodeThatForgotTheLastOne() {
        warmUp.greeted();
        scene.loops.turn(1);
        node.sighting = DONE;
        scene.loops.turn(1);

        node.sighting = new Sighting.Absent();
        warmUp.greeted();
        scene.loops.turn(1);

        assertThat(node.asked).containsExactly("look", "warm-up", "look", "look", "warm-up");
    }

    @Test
    void waitsAsLongAsAnAttemptIsThere() {
        idle = false;
        warmUp.greeted();
        scene.loops.turn(2);
        assertThat(node.asked).doesNotContain("warm-up");

        idle = true;
        scene.loops.turn(1);
        assertThat(node.asked).contains("warm-up");
    }

    @Test
    void givesUpWhenItFails() {
        node.submission = new Submission.Unreachable("nobody there");
        warmUp.greeted();

        scene.loops.turn(5);

        assertThat(node.asked).containsExactly("look", "warm-up");
    }
}
