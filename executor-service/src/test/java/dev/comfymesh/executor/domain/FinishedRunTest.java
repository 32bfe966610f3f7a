package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FinishedRunTest {
    private static final UUID ATTEMPT = new UUID(0, 1);
    private static final OutputFile SAVED = new OutputFile("9", "a_00001_.png", "", "output");
    private static final OutputFile PREVIEW = new OutputFile("8", "tmp_00001_.png", "", "temp");
    private static final OutputFile INPUT = new OutputFile("1", "mine.png", "", "input");
    private static final OutputText CAPTION = new OutputText("7", "a boat");

    @Test
    void deliversSavedFilesRatherThanPreviews() {
        assertThat(delivered(PREVIEW, SAVED, INPUT)).containsExactly(SAVED);
    }

    @Test
    void deliversPreviewsWhereNothingWasSaved() {
        assertThat(delivered(PREVIEW, INPUT)).containsExactly(PREVIEW);
    }

    @Test
    void deliversTextsInAnyCaseAndKeepsTheOrder() {
        assertThat(delivered(CAPTION, PREVIEW)).containsExactly(CAPTION, PREVIEW);
        assertThat(delivered(SAVED, CAPTION, PREVIEW)).containsExactly(SAVED, CAPTION);
    }

    @Test
    void aRunIsCachedWhenOnlyItsOutputsWereWrittenAnew() {
        var graph = new Graph(Map.of("1", Map.of(), "9", Map.of()));

        assertThat(new FinishedRun(List.of(SAVED), Set.of("1"), 3).cached(graph))
                .isTrue();
        assertThat(new FinishedRun(List.of(SAVED), Set.of(), 3).cached(graph)).isFalse();
    }

    @Test
    void aSaverThatWasGivenANameMustHaveUsedIt() {
        var named = new Graph(Map.of("9", Map.of("inputs", Map.of("filename_prefix", "a"))));
        var linked = new Graph(Map.of("9", Map.of("inputs", Map.of("filename_prefix", List.of("4", 0)))));
        var ours = new OutputFile("9", "a_" + ATTEMPT + "_00001_.png", "", "output");

        assertThat(run(SAVED).showsFileOfAnotherRun(named, ATTEMPT)).isTrue();
        assertThat(run(ours).showsFileOfAnotherRun(named, ATTEMPT)).isFalse();
        assertThat(run(SAVED).showsFileOfAnotherRun(linked, ATTEMPT)).isFalse();
        assertThat(run(PREVIEW).showsFileOfAnotherRun(named, ATTEMPT)).isFalse();
    }

    private static List<Output> delivered(Output... outputs) {
        return run(outputs).deliverable();
    }

    private static FinishedRun run(Output... outputs) {
        return new FinishedRun(List.of(outputs), Set.of(), 5);
    }
}
