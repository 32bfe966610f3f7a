package dev.comfymesh.simulator.domain.execution;

import static dev.comfymesh.simulator.domain.Graphs.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {

    @TempDir
    Path base;

    private NodeAlone alone;

    @BeforeEach
    void open() throws IOException {
        alone = new NodeAlone(base, Profile.CURRENT);
    }

    @Test
    void tellsARunInTheRecordedOrder() throws InterruptedException {
        alone.run(smallest(1));

        assertThat(alone.heard.messages)
                .containsExactly(
                        "* status 1",
                        "* status 1",
                        "me execution_start",
                        "me execution_cached []",
                        "me progress_state 1 running 0.0/1.0",
                        "me executing 1",
                        "me progress_state 1 finished 1.0/1.0",
                        "me progress_state 9 running 0.0/1.0",
                        "me executing 9",
                        "me executed 9 t_00001_.png",
                        "me progress_state 9 finished 1.0/1.0",
                        "me execution_success",
                        "* status 0",
                        "me executing null");
    }

    @Test
    void writesHistoryBeforeTheLastStatus() throws InterruptedException {
        var prompt = alone.submit(smallest(1));
        alone.heard.onStatusZero =
                () -> assertThat(alone.node.history().find(prompt.id())).isPresent();

        alone.node.runNext();

        var entry = alone.node.history().find(prompt.id()).orElseThrow();
        assertThat(entry.completed()).isTrue();
        assertThat(entry.outputs()).containsOnlyKeys("9");
        assertThat(entry.messages())
                .extracting(HistoryEntry.Message::type)
                .containsExactly("execution_start", "execution_cached", "execution_success");
    }

    @Test
    void prefersOutputsAmongReadyNodes() throws InterruptedException {
        var graph = Json.object(
                "1", plain(1),
                "2", node("ImageInvert", "image", link("1", 0)),
                "9", save("2", "late"),
                "8", node("PreviewImage", "images", link("1", 0)));

        alone.run(graph);

        assertThat(alone.heard.messages.stream().filter(line -> line.startsWith("me executing ")))
                .containsExactly(
                        "me executing 1", "me executing 8", "me executing 2", "me executing 9", "me executing null");
    }

    @Test
    void takesTheTimeOfEveryStep() throws InterruptedException {
        alone.run(textToImage(1, 6));

        assertThat(alone.passed).hasSize(6).containsOnly(Duration.ofMillis(10));
        assertThat(alone.heard.messages).contains("me progress 1/6", "me progress 6/6");
    }

    @Test
    void goesOnAfterANodeFailed() throws InterruptedException {
        var failing = Json.object("1", plain(1), "9", save("1", "../../outside"));

        var entry = alone.run(failing);
        alone.run(smallest(2));

        assertThat(entry.completed()).isFalse();
        assertThat(entry.messages().getLast().type()).isEqualTo("execution_error");
        assertThat(entry.messages().getLast().data())
                .containsEntry("node_id", "9")
                .containsEntry("exception_type", "Exception");
        assertThat(alone.witnessed).endsWith("FAILED 0", "SUBMITTED 1", "STARTED 1", "FINISHED 1");
    }

    @Nested
    class WhenAGraphComesAgain {

        @Test
        void repeatsTheOldOutputsAndWritesNothing() throws InterruptedException {
            alone.run(smallest(1));
            alone.heard.messages.clear();

            alone.run(smallest(1));

            assertThat(alone.heard.messages)
                    .containsExactly(
                            "* status 1",
                            "* status 1",
                            "me execution_start",
                            "me execution_cached [1, 9]",
                            "me executed 9 t_00001_.png",
                            "me progress_state 9 finished 1/1",
                            "me execution_success",
                            "* status 0",
                            "me executing null");
            assertThat(base.resolve("output").toFile().list()).hasSize(1);
        }

        @Test
        void recognisesItUnderOtherIds() throws InterruptedException {
            alone.run(smallest(1));

            var entry = alone.run(Json.object("101", plain(1), "109", save("101", "t")));

            assertThat(Json.child(entry.meta(), "109")).containsEntry("node_id", "9");
            assertThat(base.resolve("output").toFile().list()).hasSize(1);
        }

        @Test
        void remembersTheLastPromptOnly() throws InterruptedException {
            alone.run(smallest(1));
            alone.run(smallest(2));
            alone.run(smallest(1));

            assertThat(base.resolve("output").toFile().list()).hasSize(3);
        }

        @Test
        void runsAgainWhenMemoryWasFreed() throws InterruptedException {
            alone.run(smallest(1));
            alone.node.freeMemory();
            alone.run(smallest(1));

            assertThat(base.resolve("output").toFile().list()).hasSize(2);
        }
    }

    @Nested
    class WhenItIsToStop {

        @Test
        void noticesAtTheNextStep() throws InterruptedException {
            alone.atEachStep = () -> {
                if (alone.passed.size() == 3) {
                    alone.node.queue().interrupt();
                }
            };

            var entry = alone.run(textToImage(1, 10));

            assertThat(alone.passed).hasSize(3);
            assertThat(entry.messages().getLast().type()).isEqualTo("execution_interrupted");
            assertThat(entry.messages().getLast().data()).containsEntry("node_id", "5");
            assertThat(alone.witnessed).endsWith("INTERRUPTED 0");
        }

        @Test
        void ignoresAnInterruptFromBeforeTheRun() throws InterruptedException {
            alone.node.queue().interrupt();

            assertThat(alone.run(smallest(1)).completed()).isTrue();
        }

        @Test
        void interruptsOnlyTheRunThatIsNamed() throws InterruptedException {
            alone.atEachStep = () -> assertThat(alone.node.queue().interrupt("99999999-0000-4000-8000-000000000000"))
                    .isFalse();

            assertThat(alone.run(textToImage(1, 2)).completed()).isTrue();
        }

        @Test
        void takesWaitingPromptsOutWithoutATrace() {
            var first = alone.submit(smallest(1));
            var second = alone.submit(smallest(2));

            assertThat(alone.node.queue().cancel(first.id())).isTrue();
            assertThat(alone.node.queue().cancel(first.id())).isFalse();
            assertThat(alone.node.queue().cancel(second.id())).isTrue();

            assertThat(alone.heard.messages)
                    .containsExactly("* status 1", "* status 2", "* status 1", "* status 0", "* status 0");
            assertThat(alone.node.history().all()).isEmpty();
            assertThat(alone.witnessed).endsWith("CANCELLED 0", "CANCELLED 1");
        }
    }

    @Test
    void broadcastsOnlyProgressForNobodysPrompt() throws InterruptedException {
        alone.node.intake().submit(Json.object("prompt", smallest(1)), null);

        alone.node.runNext();

        assertThat(alone.heard.messages)
                .allMatch(line -> line.startsWith("* status") || line.startsWith("* progress_state"));
    }
}
