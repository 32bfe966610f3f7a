package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptPreview;
import dev.comfymesh.contracts.AttemptProgress;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.NodePhase;
import dev.comfymesh.contracts.NodeProgress;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.NodeEvent;
import dev.comfymesh.executor.domain.NodeEvent.NodeState;
import dev.comfymesh.executor.domain.RunHistory;
import dev.comfymesh.executor.domain.Tenure;
import dev.comfymesh.executor.domain.Vitals;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetDeskTest {
    private static final Instant NOW = DeskScene.NOW;
    private static final Tenure TENURE = DeskScene.TENURE;

    private final FakeNode node = new FakeNode();
    private final DeskScene scene = new DeskScene(node);
    private final FakeAttempts attempts = scene.attempts;
    private final ManualLoops loops = scene.loops;

    @BeforeEach
    void somethingRuns() {
        attempts.stored = running();
    }

    @Test
    void hearsWhatItAdoptedUnderTheIdentityThatSubmittedIt() {
        new TargetDesk(ports(), TENURE, () -> {});

        loops.turn(1);

        assertThat(node.openSockets).containsExactlyInAnyOrder("cm-target-2", TENURE.clientId());
        assertThat(loops.running()).contains("attempt " + running().id());
    }

    @Test
    void leavesNothingOpenWhenItIsClosed() {
        var desk = new TargetDesk(ports(), TENURE, () -> {});
        loops.turn(1);

        desk.close();

        assertThat(node.openSockets).isEmpty();
        assertThat(loops.running()).isEmpty();
    }

    @Test
    void leavesNothingOpenWhenItIsClosedInTheMiddleOfAnAdoption() {
        var desk = new TargetDesk(ports(), TENURE, () -> {});
        attempts.beforeLive = desk::close;

        loops.turn(1);

        assertThat(node.openSockets).isEmpty();
        assertThat(loops.running()).isEmpty();
    }

    @Test
    void anOldTenureThatIsOverDoesNotEndALaterOne() {
        var fleet = new Fleet(ports(), null);
        fleet.gained(TENURE, TargetKind.NODE);
        fleet.gained(new Tenure("target", 4), TargetKind.NODE);

        fleet.over(TENURE);
        assertThat(loops.running()).isNotEmpty();

        fleet.over(new Tenure("target", 4));
        assertThat(loops.running()).isEmpty();
    }

    @Test
    void tellsHowFarARunIsAndHowLongItStillTakes() {
        attempts.graph = new Graph(Map.of(
                "1", Map.of("class_type", "KSampler", "_meta", Map.of("title", "Paint")),
                "2", Map.of("class_type", "SaveImage")));
        scene.histories.stored = new RunHistory(1, new TreeMap<>(Map.of("1", 4000.0)));
        var run = running().id().toString();
        var ear = heard();

        ear.heard(new NodeEvent.Started(run));
        scene.now = NOW.plusSeconds(1);
        ear.heard(new NodeEvent.Progressed(run, () -> List.of(new NodeState("1", 5, 20, false))));
        loops.turn(1);

        assertThat(scene.told)
                .containsExactly(new AttemptProgress(
                        new UUID(0, 2),
                        "candidate",
                        new UUID(0, 1),
                        "1",
                        5,
                        20,
                        0.25,
                        3000L,
                        List.of(new NodeProgress("1", "Paint", NodePhase.RUNNING, 5, 20))));
    }

    @Test
    void putsTogetherWhatAnOlderServerTells() {
        attempts.graph = new Graph(Map.of(
                "1", Map.of("class_type", "CheckpointLoaderSimple"),
                "2", Map.of("class_type", "KSampler")));
        var run = running().id().toString();
        var ear = heard();

        ear.heard(new NodeEvent.Started(run));
        ear.heard(new NodeEvent.Began(run, "1"));
        ear.heard(new NodeEvent.Began(run, "2"));
        ear.heard(new NodeEvent.Stepped(run, () -> new NodeState("2", 10, 20, false)));
        loops.turn(1);

        assertThat(scene.told).singleElement().isInstanceOfSatisfying(AttemptProgress.class, progress -> {
            assertThat(progress.fraction()).isEqualTo(0.75);
            assertThat(progress.nodes())
                    .containsExactly(
                            new NodeProgress("1", "CheckpointLoaderSimple", NodePhase.DONE, 1, 1),
                            new NodeProgress("2", "KSampler", NodePhase.RUNNING, 10, 20));
        });
    }

    @Test
    void takesAPreviewThatDoesNotSayWhoseItIsForTheRunThatWorks() {
        attempts.stored = running(true);
        var ear = heard();

        ear.heard(new NodeEvent.Previewed("", "image/png", new byte[] {1}));
        ear.heard(new NodeEvent.Started(running().id().toString()));
        ear.heard(new NodeEvent.Previewed("", "image/png", new byte[] {2}));
        ear.heard(new NodeEvent.Previewed("", "image/png", new byte[] {3}));
        loops.turn(2);

        assertThat(scene.told)
                .containsExactly(new AttemptPreview(new UUID(0, 2), "candidate", new UUID(0, 1), "image/png", "Aw=="));
    }

    @Test
    void tellsNoPreviewThatNobodyAskedFor() {
        var ear = heard();

        ear.heard(new NodeEvent.Previewed(running().id().toString(), "image/png", new byte[] {1}));
        loops.turn(2);

        assertThat(scene.told).isEmpty();
    }

    @Test
    void doesNotLookAtAQuietNodeThatItHears() {
        new TargetDesk(scene.ports(), TENURE, () -> {});
        loops.turn(5);

        assertThat(Collections.frequency(node.asked, "vitals")).isOne();
    }

    @Test
    void looksAgainWhenTheQueueIsNotWhatItSaw() {
        var ear = heard();
        ear.heard(new NodeEvent.QueueChanged(0));
        loops.turn(1);
        assertThat(Collections.frequency(node.asked, "vitals")).isOne();

        ear.heard(new NodeEvent.QueueChanged(1));
        loops.turn(1);
        assertThat(Collections.frequency(node.asked, "vitals")).isEqualTo(2);
    }

    @Test
    void warmsUpOnlyWhenNoAttemptIsThere() {
        scene.careWith(new Graph(Map.of("1", Map.of())));
        heard().opened();

        loops.turn(2);

        assertThat(node.asked).doesNotContain("warm-up");
    }

    @Test
    void startsNothingAtATargetThatWasRemoved() {
        scene.removed = true;
        attempts.stored = running().in(AttemptState.ASSIGNED);

        new TargetDesk(scene.ports(), TENURE, () -> {});
        loops.turn(2);

        assertThat(node.asked).doesNotContain("submit");
        assertThat(attempts.facts)
                .singleElement()
                .isInstanceOfSatisfying(
                        AttemptFailed.class,
                        failed -> assertThat(failed.failure()).isEqualTo(FailureClass.NOT_STARTED));
    }

    @Test
    void followsWhatRunsAtATargetThatWasRemoved() {
        scene.removed = true;

        new TargetDesk(scene.ports(), TENURE, () -> {});
        loops.turn(2);

        assertThat(node.asked).contains("look");
        assertThat(loops.running()).contains("attempt " + running().id());
    }

    @Test
    void unloadsModelsBeforeItSendsARunThatNeedsOthers() {
        node.vitals = new Vitals(0, 0, 100, 10);
        attempts.stored = running().in(AttemptState.ASSIGNED);
        var desk = new TargetDesk(scene.ports(), TENURE, () -> {});
        loops.turn(2);

        desk.makeRoom(loading("a.safetensors")).await().indefinitely();
        desk.makeRoom(loading("a.safetensors")).await().indefinitely();
        assertThat(node.asked).doesNotContain("free");

        desk.makeRoom(loading("b.safetensors")).await().indefinitely();
        assertThat(node.asked).contains("free");
    }

    private NodeListener heard() {
        new TargetDesk(scene.ports(), TENURE, () -> {});
        loops.turn(2);
        return node.listeners.get("cm-target-2");
    }

    private Ports ports() {
        return scene.ports();
    }

    private static Graph loading(String model) {
        return new Graph(
                Map.of("1", Map.of("class_type", "CheckpointLoaderSimple", "inputs", Map.of("ckpt_name", model))));
    }

    private static Attempt running() {
        return running(false);
    }

    private static Attempt running(boolean previews) {
        var order = new Assignment(
                new UUID(0, 1),
                new UUID(0, 2),
                "tenant",
                "candidate",
                "target",
                7,
                "sha256:0",
                NOW,
                NOW.plusSeconds(600),
                previews,
                null);
        return Attempt.of(order).in(AttemptState.RUNNING).submittedAs("cm-target-2");
    }
}
