package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comfymesh.contracts.NodePhase;
import dev.comfymesh.contracts.NodeProgress;
import dev.comfymesh.executor.domain.NodeEvent.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunProgressTest {
    private static final Graph GRAPH = new Graph(Map.of(
            "1", Map.of("class_type", "CheckpointLoaderSimple"),
            "2", Map.of("class_type", "CLIPTextEncode", "_meta", Map.of("title", "What to paint")),
            "3", Map.of("class_type", "KSampler"),
            "4", Map.of("class_type", "SaveImage")));

    @Nested
    class WithoutHistory {
        private static final RunProgress FRESH = RunProgress.of(GRAPH, RunHistory.NONE);

        @Test
        void countsStepsWithinANode() {
            var progress = FRESH.with(Set.of(), List.of(state("1", 1, 1, true), state("3", 5, 20, false)));

            assertThat(progress.fraction()).isEqualTo(1.25 / 4);
            assertThat(progress.current()).contains(new NodeProgress("3", "KSampler", NodePhase.RUNNING, 5, 20));
        }

        @Test
        void countsWhatTheCacheHadOnceAndAsDone() {
            var progress = FRESH.with(Set.of("1", "2", "4"), List.of(state("4", 1, 1, true)));

            assertThat(progress.fraction()).isEqualTo(0.75);
        }

        @Test
        void neverGoesBack() {
            var sampled = FRESH.with(Set.of(), List.of(state("1", 1, 1, true), state("3", 20, 20, false)));
            var expanded = sampled.with(
                    Set.of(), List.of(state("1", 1, 1, true), state("3", 20, 20, false), state("3", 0, 9, false)));

            assertThat(expanded.fraction()).isEqualTo(sampled.fraction()).isEqualTo(0.5);
        }

        @Test
        void doesNotCountWhatTheGraphDoesNotHave() {
            assertThat(FRESH.with(Set.of("x"), List.of(state("y", 1, 1, true))).fraction())
                    .isZero();
        }

        @Test
        void tellsEveryNodeThatHasBegunByItsTitle() {
            var progress = FRESH.with(
                    Set.of("1"), List.of(state("2", 1, 1, true), state("1", 1, 1, true), state("3", 0, 1, false)));

            assertThat(progress.nodes())
                    .containsExactly(
                            new NodeProgress("1", "CheckpointLoaderSimple", NodePhase.CACHED, 1, 1),
                            new NodeProgress("2", "What to paint", NodePhase.DONE, 1, 1),
                            new NodeProgress("3", "KSampler", NodePhase.RUNNING, 0, 1));
        }

        @Test
        void doesNotGuessHowLongItStillTakes() {
            assertThat(FRESH.remaining(Duration.ofSeconds(5))).isEmpty();
        }
    }

    @Nested
    class WithHistory {
        private static final RunProgress FRESH = RunProgress.of(
                GRAPH, new RunHistory(3, new TreeMap<>(Map.of("1", 3000.0, "2", 100.0, "3", 6000.0, "4", 900.0))));

        @Test
        void weighsEachNodeByTheTimeThatItTakes() {
            assertThat(FRESH.with(Set.of(), List.of(state("1", 1, 1, true))).fraction())
                    .isEqualTo(0.3);
        }

        @Test
        void expectsWhatEarlierRunsTookBeforeAnythingIsDone() {
            assertThat(FRESH.remaining(Duration.ZERO)).contains(Duration.ofSeconds(10));
        }

        @Test
        void expectsNothingOfWhatTheCacheHad() {
            assertThat(FRESH.with(Set.of("1"), List.of()).remaining(Duration.ZERO))
                    .contains(Duration.ofSeconds(7));
        }

        @Test
        void believesThePaceOfThisRunTheMoreTheFartherItIs() {
            var halfway = FRESH.with(Set.of("1", "2", "4"), List.of(state("3", 10, 20, false)));

            // Twice as slow as ever before: half of the six seconds are done after six.
            assertThat(halfway.remaining(Duration.ofSeconds(6)).orElseThrow().toMillis())
                    .isCloseTo(4500, within(1L));
        }

        @Test
        void hasNothingLeftWhenAllIsDone() {
            var done = FRESH.with(Set.of("1", "2", "4"), List.of(state("3", 20, 20, true)));

            assertThat(done.fraction()).isEqualTo(1);
            assertThat(done.remaining(Duration.ofSeconds(6))).contains(Duration.ZERO);
        }
    }

    private static NodeState state(String node, double value, double max, boolean finished) {
        return new NodeState(node, value, max, finished);
    }
}
