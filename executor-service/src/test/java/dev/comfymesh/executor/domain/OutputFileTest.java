package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputFileTest {
    private static final OutputFile SAVED = new OutputFile("9", "a_00001_.png", "", "output");
    private static final OutputFile PREVIEW = new OutputFile("8", "tmp_00001_.png", "", "temp");
    private static final OutputFile INPUT = new OutputFile("1", "mine.png", "", "input");

    @Test
    void prefersSavedFilesToPreviews() {
        assertThat(OutputFile.deliverable(List.of(PREVIEW, SAVED, INPUT))).containsExactly(SAVED);
    }

    @Test
    void takesPreviewsWhereNothingWasSaved() {
        assertThat(OutputFile.deliverable(List.of(PREVIEW, INPUT))).containsExactly(PREVIEW);
    }

    @Test
    void aRunIsCachedWhenOnlyItsOutputsWereWrittenAnew() {
        var graph = new Graph(Map.of("1", Map.of(), "9", Map.of()));

        assertThat(new FinishedRun(List.of(SAVED), Set.of("1"), 3).cached(graph))
                .isTrue();
        assertThat(new FinishedRun(List.of(SAVED), Set.of(), 3).cached(graph)).isFalse();
    }
}
