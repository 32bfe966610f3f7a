package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.domain.PoolLifecycle.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That code and table are one is seen in {@link PoolWalkTest}, which takes every step. */
class PoolLifecycleTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "pool-lifecycle.md");

    @Test
    void neverLeadsOneFactToTwoPlaces() {
        assertThat(PoolLifecycle.STEPS.stream().collect(Collectors.groupingBy(step -> step.from() + " " + step.fact())))
                .allSatisfy((_, steps) -> assertThat(steps).hasSize(1));
    }

    @Test
    void reachesEveryStateAndLeavesNoneThatIsOver() {
        assertThat(PoolLifecycle.STEPS).extracting(Step::to).contains(PoolState.values());
        assertThat(PoolLifecycle.STEPS).extracting(Step::from).noneMatch(PoolState::isOver);
    }

    @Test
    void isPrintedInTheDocuments() throws IOException {
        if (Boolean.getBoolean("update-docs")) {
            Files.writeString(DOCUMENT, document());
        }

        assertThat(DOCUMENT)
                .as("docs/pool-lifecycle.md is made from PoolLifecycle: run the test with -Dupdate-docs")
                .hasContent(document());
    }

    private static String document() {
        return """
                # The life of a pool

                Printed from `PoolLifecycle.STEPS` and `CandidateLifecycle.STEPS` of the scoring service. `PoolShort`,
                `PoolSelected` and `CandidateScored` it states itself, all other facts it hears; a fact without a step from
                the present state changes nothing: it is late, repeated, or the pool is over.

                An open pool without a candidate left to wait for closes in the same transaction: with `PoolSelected` when
                enough candidates passed or no more can come, else with `PoolShort`, which the router answers. After
                `TopUpRefused` no more can come, so `PoolSelected` follows at once, partial or empty.

                `CandidatesAdded` that `hedges` a candidate adds another beside it, which takes too long: the pool waits for
                one of the two. When the selection is complete and only the other is left, it closes without that one, which
                the router then asks to end. Which one is first is not asked.

                ```mermaid
                stateDiagram-v2
                    [*] --> OPEN: JobAccepted
                %s%s```

                | from | fact | to |
                |---|---|---|
                %s
                ## The life of a candidate

                ```mermaid
                stateDiagram-v2
                    [*] --> AWAITED: JobAccepted, CandidatesAdded
                    [*] --> HEDGED: CandidatesAdded
                %s    JUDGED --> [*]
                    LOST --> [*]
                ```

                A candidate is judged where it waits: `WAITING` is a row of work, its picture in the object store, and an
                attempt without a picture is judged at once. A candidate that passed may later be marked as the duplicate of
                a better one; its verdict stays.
                """.formatted(diagram(), ends(), table(), candidates());
    }

    private static String diagram() {
        return PoolLifecycle.STEPS.stream()
                .map(step -> "    %s --> %s: %s%n"
                        .formatted(step.from(), step.to(), step.fact().getSimpleName()))
                .collect(Collectors.joining());
    }

    private static String ends() {
        return Stream.of(PoolState.values())
                .filter(PoolState::isOver)
                .map("    %s --> [*]%n"::formatted)
                .collect(Collectors.joining());
    }

    private static String table() {
        return PoolLifecycle.STEPS.stream()
                .map(step -> "| `%s` | `%s` | `%s` |%n"
                        .formatted(step.from(), step.fact().getSimpleName(), step.to()))
                .collect(Collectors.joining());
    }

    private static String candidates() {
        return CandidateLifecycle.STEPS.stream()
                .map(step -> "    %s --> %s: %s%n"
                        .formatted(
                                word(step.from()), word(step.to()), step.fact().getSimpleName()))
                .collect(Collectors.joining());
    }

    private static String word(Class<?> standing) {
        return standing.getSimpleName().toUpperCase(Locale.ROOT);
    }
}
