package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.InputPlace;
import dev.comfymesh.executor.domain.Refusal;
import dev.comfymesh.executor.domain.Submission;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunInputsTest {
    private static final InputFile PHOTO = file("/input/photo.png", "a1");
    private static final InputFile MASK = file("/input/masks/face.png", "b2");
    private static final InputFile MODEL = file("/models/loras/style.safetensors", "c3");

    private final RunScene scene = new RunScene();

    @BeforeEach
    void aGraphThatReadsThePhoto() {
        scene.attempts.graph =
                new Graph(Map.of("1", Map.of("class_type", "LoadImage", "inputs", Map.of("image", "photo.png"))));
    }

    @Test
    void sendsTheFilesAndNamesThemAsTheNodeDoes() {
        scene.run(attempt(PHOTO, MASK, MODEL)).steps(3);

        assertThat(scene.node.asked).startsWith("upload", "upload", "submit");
        assertThat(submitted(0)).contains("cm/tenant/placed.png");
    }

    @Test
    void sendsNothingForAGraphThatReadsNothing() {
        scene.run(attempt(MODEL)).steps(2);

        assertThat(scene.node.asked).startsWith("submit");
    }

    @Test
    void aFileThatIsNotStoredIsMissing() {
        scene.inputs.gone = true;
        scene.run(attempt(PHOTO)).steps(2);

        assertThat(scene.failure()).isEqualTo(FailureClass.INPUT_MISSING);
        assertThat(scene.node.asked).isEmpty();
    }

    @Test
    void aNodeThatTakesNoFileIsUnreachable() {
        scene.node.upload = new Upload.Unreachable("connection refused");
        scene.run(attempt(PHOTO)).steps(2);

        assertThat(scene.failure()).isEqualTo(FailureClass.UNREACHABLE);
        assertThat(scene.node.asked).containsExactly("upload");
    }

    @Test
    void uploadingDoesNotExtendTheTimeToStart() {
        var run = scene.run(attempt(PHOTO, MASK));
        run.steps(1);
        scene.now = RunScene.NOW.plusSeconds(61);
        run.steps(2);

        assertThat(scene.failure()).isEqualTo(FailureClass.NOT_STARTED);
        assertThat(scene.node.asked).doesNotContain("submit");
    }

    @Test
    void sendsAFileOnceThatTheNodeJustGotAndDoesNotHave() {
        scene.node.submission = new Submission.Refused(invalidPhoto(), false);
        scene.run(attempt(PHOTO)).steps(3);

        assertThat(scene.failure()).isEqualTo(FailureClass.INPUT_MISSING);
        assertThat(scene.node.asked).containsExactly("upload", "submit");
    }

    @Test
    void sendsAFileOnlyOnceToANode() {
        scene.run(attempt(PHOTO)).steps(2);
        runAnother();

        assertThat(scene.node.asked).containsExactly("upload", "submit", "submit");
    }

    @Test
    void sendsAFileAgainThatTheNodeHasLost() {
        scene.run(attempt(PHOTO)).steps(2);
        scene.node.refusals.add(new Submission.Refused(invalidPhoto(), false));
        runAnother();

        assertThat(scene.node.asked).containsExactly("upload", "submit", "submit", "upload", "submit");
        assertThat(scene.attempts.facts).isEmpty();
    }

    @Test
    void doesNotSendAgainWhatTheNodeRunsInPart() {
        scene.run(attempt(PHOTO)).steps(2);
        scene.node.refusals.add(new Submission.Refused(invalidPhoto(), true));
        runAnother();

        assertThat(scene.node.asked).containsExactly("upload", "submit", "submit", "cancel");
        assertThat(scene.failure()).isEqualTo(FailureClass.INPUT_MISSING);
    }

    @Test
    void tenantsShareNoFile() {
        assertThat(InputPlace.of("acme", PHOTO)).isEqualTo(new InputPlace("cm/acme", "a1.png"));
        assertThat(InputPlace.of("../Acme", PHOTO).folder()).isEqualTo("cm/=2e=2e=2f=41cme");
        assertThat(InputPlace.of("acme", file("/input/x.p/n?g", "a1")).filename())
                .isEqualTo("a1");
    }

    private void runAnother() {
        scene.attempts.stored = null;
        scene.run(attempt(PHOTO)).steps(4);
    }

    private String submitted(int index) {
        return scene.node.submitted.get(index).toString();
    }

    private static Refusal invalidPhoto() {
        var problem = new Refusal.InputProblem(
                "1", "LoadImage", "custom_validation_failed", "", "image - Invalid image file: x", "image", "");
        return new Refusal("prompt_outputs_failed_validation", "invalid", List.of(problem));
    }

    private static InputFile file(String path, String sha256) {
        return new InputFile(path, "t/tenant/u/" + sha256, "image/png", 3, sha256);
    }

    static Attempt attempt(InputFile... files) {
        return Attempt.of(new Assignment(
                new UUID(0, 1),
                new UUID(0, 2),
                "tenant",
                "candidate",
                "target",
                7,
                "sha256:0",
                RunScene.NOW.plusSeconds(60),
                RunScene.NOW.plusSeconds(600),
                false,
                null,
                List.of(files)));
    }
}
