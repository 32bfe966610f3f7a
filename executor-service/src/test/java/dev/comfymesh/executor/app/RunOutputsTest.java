package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.ArtifactKind;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Output;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.OutputText;
import dev.comfymesh.executor.domain.Sighting;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunOutputsTest {
    private static final OutputFile PREVIEW = new OutputFile("8", "tmp_00001_.bin", "", "temp");

    private final RunScene scene = new RunScene();

    @Test
    void deliversATextThatIsInNoFile() {
        finished(Set.of(), new OutputText("7", "a boat"));

        assertThat(((AttemptSucceeded) end()).artifacts()).singleElement().satisfies(artifact -> {
            assertThat(artifact.mediaType()).isEqualTo("text/plain");
            assertThat(artifact.bytes()).isEqualTo(6);
            assertThat(artifact.sha256()).startsWith("1cb78dba");
            assertThat(artifact.node()).isEqualTo("7");
        });
        assertThat(scene.node.asked).doesNotContain("fetch");
    }

    @Test
    void saysWhatAFileWasFor() {
        scene.node.fetched = RunScene.anything();
        finished(Set.of(), PREVIEW);

        assertThat(((AttemptSucceeded) end()).artifacts()).singleElement().satisfies(artifact -> {
            assertThat(artifact.name()).isEqualTo("tmp_00001_.bin");
            assertThat(artifact.kind()).isEqualTo(ArtifactKind.TEMP);
        });
    }

    @Test
    void aFileThatWasJustWrittenAndIsNotThereIsALie() {
        scene.node.fetched = new Fetched.Missing();
        finished(Set.of("1"), PREVIEW);

        assertThat(((AttemptFailed) end()).failure()).isEqualTo(FailureClass.OUTPUT_UNVERIFIABLE);
        assertThat(scene.node.asked).doesNotContain("free");
    }

    @Test
    void aFileOfTheCacheThatIsNotThereMakesTheTargetForgetWhatItKeeps() {
        scene.node.fetched = new Fetched.Missing();
        finished(Set.of("1", "8"), PREVIEW);

        assertThat(((AttemptFailed) end()).failure()).isEqualTo(FailureClass.LOST);
        assertThat(scene.node.asked).contains("free");
    }

    @Test
    void moreOutputsThanOneFactCanHoldAreRefusedBeforeTheyAreRead() {
        finished(Set.of(), Collections.nCopies(1_001, PREVIEW).toArray(Output[]::new));

        assertThat(((AttemptFailed) end()).failure()).isEqualTo(FailureClass.NODE_ERROR);
        assertThat(scene.node.asked).doesNotContain("fetch");
    }

    private void finished(Set<String> cached, Output... outputs) {
        scene.node.sighting = new Sighting.Finished(new FinishedRun(List.of(outputs), cached, 5));
    }

    private Object end() {
        var run = scene.run(RunScene.assigned(RunScene.NOW.plusSeconds(60)));
        run.steps(1);
        run.attempt.heardStart();
        run.attempt.heardEnd();
        run.steps(1);
        return scene.attempts.facts.getLast();
    }
}
