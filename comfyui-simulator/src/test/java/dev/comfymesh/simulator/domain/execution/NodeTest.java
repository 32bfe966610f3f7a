package dev.comfymesh.simulator.domain.execution;

import static dev.comfymesh.simulator.domain.Graphs.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.simulator.domain.fault.Fault;
import dev.comfymesh.simulator.domain.fault.Knobs;
import dev.comfymesh.simulator.domain.fault.Knobs.Position;
import dev.comfymesh.simulator.domain.fault.Lie;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.ModelShelf;
import dev.comfymesh.simulator.domain.storage.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {

    private static final class Died extends Error {}

    @TempDir
    Path base;

    private final Heard heard = new Heard();
    private final Knobs knobs = new Knobs(10);
    private final List<String> witnessed = new ArrayList<>();
    private final List<Duration> passed = new ArrayList<>();
    private Runnable atEachStep = () -> {};
    private Node node;

    @BeforeEach
    void open() throws IOException {
        var catalogue = Catalogue.builtIn(Folders.open(base), new ModelShelf(base, true), () -> "abcde");
        Pace pace = duration -> {
            passed.add(duration);
            atEachStep.run();
        };
        node = new Node(
                new Node.Surroundings(
                        catalogue,
                        knobs,
                        pace,
                        Clock.systemUTC(),
                        (event, prompt, more) -> witnessed.add(event + " " + prompt.number()),
                        new CacheMode.LastPrompt(),
                        _ -> {
                            throw new Died();
                        }),
                heard);
    }

    @Test
    void tellsARunInTheRecordedOrder() throws InterruptedException {
        run(smallest(1));

        assertThat(heard.messages)
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
        var prompt = submit(smallest(1));
        heard.onStatusZero = () -> assertThat(node.history().find(prompt.id())).isPresent();

        node.runNext();

        var entry = node.history().find(prompt.id()).orElseThrow();
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

        run(graph);

        assertThat(heard.messages.stream().filter(line -> line.startsWith("me executing ")))
                .containsExactly(
                        "me executing 1", "me executing 8", "me executing 2", "me executing 9", "me executing null");
    }

    @Test
    void takesTheTimeOfEveryStep() throws InterruptedException {
        run(textToImage(1, 6));

        assertThat(passed).hasSize(6).containsOnly(Duration.ofMillis(10));
        assertThat(heard.messages).contains("me progress 1/6", "me progress 6/6");
    }

    @Test
    void goesOnAfterANodeFailed() throws InterruptedException {
        var failing = Json.object("1", plain(1), "9", save("1", "../../outside"));

        var entry = run(failing);
        run(smallest(2));

        assertThat(entry.completed()).isFalse();
        assertThat(entry.messages().getLast().type()).isEqualTo("execution_error");
        assertThat(entry.messages().getLast().data())
                .containsEntry("node_id", "9")
                .containsEntry("exception_type", "Exception");
        assertThat(witnessed).endsWith("FAILED 0", "SUBMITTED 1", "STARTED 1", "FINISHED 1");
    }

    @Nested
    class WhenAGraphComesAgain {

        @Test
        void repeatsTheOldOutputsAndWritesNothing() throws InterruptedException {
            run(smallest(1));
            heard.messages.clear();

            run(smallest(1));

            assertThat(heard.messages)
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
            run(smallest(1));

            var entry = run(Json.object("101", plain(1), "109", save("101", "t")));

            assertThat(Json.child(entry.meta(), "109")).containsEntry("node_id", "9");
            assertThat(base.resolve("output").toFile().list()).hasSize(1);
        }

        @Test
        void remembersTheLastPromptOnly() throws InterruptedException {
            run(smallest(1));
            run(smallest(2));
            run(smallest(1));

            assertThat(base.resolve("output").toFile().list()).hasSize(3);
        }

        @Test
        void runsAgainWhenMemoryWasFreed() throws InterruptedException {
            run(smallest(1));
            node.freeMemory();
            run(smallest(1));

            assertThat(base.resolve("output").toFile().list()).hasSize(2);
        }
    }

    @Nested
    class WhenItIsToStop {

        @Test
        void noticesAtTheNextStep() throws InterruptedException {
            atEachStep = () -> {
                if (passed.size() == 3) {
                    node.queue().interrupt();
                }
            };

            var entry = run(textToImage(1, 10));

            assertThat(passed).hasSize(3);
            assertThat(entry.messages().getLast().type()).isEqualTo("execution_interrupted");
            assertThat(entry.messages().getLast().data()).containsEntry("node_id", "5");
            assertThat(witnessed).endsWith("INTERRUPTED 0");
        }

        @Test
        void ignoresAnInterruptFromBeforeTheRun() throws InterruptedException {
            node.queue().interrupt();

            assertThat(run(smallest(1)).completed()).isTrue();
        }

        @Test
        void interruptsOnlyTheRunThatIsNamed() throws InterruptedException {
            atEachStep = () -> assertThat(node.queue().interrupt("99999999-0000-4000-8000-000000000000"))
                    .isFalse();

            assertThat(run(textToImage(1, 2)).completed()).isTrue();
        }

        @Test
        void takesWaitingPromptsOutWithoutATrace() {
            var first = submit(smallest(1));
            var second = submit(smallest(2));

            assertThat(node.queue().cancel(first.id())).isTrue();
            assertThat(node.queue().cancel(first.id())).isFalse();
            assertThat(node.queue().cancel(second.id())).isTrue();

            assertThat(heard.messages)
                    .containsExactly("* status 1", "* status 2", "* status 1", "* status 0", "* status 0");
            assertThat(node.history().all()).isEmpty();
            assertThat(witnessed).endsWith("CANCELLED 0", "CANCELLED 1");
        }
    }

    @Nested
    class WhenItMisbehaves {

        @Test
        void diesInTheMiddle() throws InterruptedException {
            knobs.turn(new Position(10, 1, new Fault.Die(), 1, 0));
            submit(textToImage(1, 10));

            assertThatThrownBy(() -> node.runNext()).isInstanceOf(Died.class);

            assertThat(passed).hasSize(5);
            assertThat(witnessed).containsExactly("SUBMITTED 0", "STARTED 0");
        }

        @Test
        void claimsAnOutputThatIsNotThere() throws InterruptedException {
            knobs.turn(new Position(10, 1, new Fault.Deceive(Lie.NO_OUTPUT), 1, 0));

            var entry = run(smallest(1));

            assertThat(entry.completed()).isTrue();
            assertThat(entry.outputs()).containsOnlyKeys("9");
            assertThat(base.resolve("output")).isEmptyDirectory();
        }

        @Test
        void leavesHalfAFile() throws InterruptedException, IOException {
            run(smallest(1));
            knobs.turn(new Position(10, 1, new Fault.Deceive(Lie.TRUNCATED), 1, 0));
            node.freeMemory();

            run(smallest(1));

            assertThat(Files.size(base.resolve("output/t_00002_.png")))
                    .isEqualTo(Files.size(base.resolve("output/t_00001_.png")) / 2);
        }
    }

    @Nested
    class WhenPreviewsAreAskedFor {

        @Test
        void sendsMetadataToThoseWhoNegotiated() throws InterruptedException {
            heard.metadata = true;

            runWithPreviews();

            assertThat(heard.messages)
                    .containsSubsequence("me progress_state 5 running 1/2", "me frame 4", "me progress 1/2");
        }

        @Test
        void sendsTheBareImageToOthers() throws InterruptedException {
            runWithPreviews();

            assertThat(heard.messages).containsSubsequence("me progress 1/2", "me frame 1", "me progress 2/2");
        }

        private void runWithPreviews() throws InterruptedException {
            node.intake()
                    .submit(
                            Json.object(
                                    "prompt",
                                    textToImage(1, 2),
                                    "client_id",
                                    "me",
                                    "extra_data",
                                    Json.object("preview_method", "auto")),
                            null);
            node.runNext();
        }
    }

    @Test
    void broadcastsOnlyProgressForNobodysPrompt() throws InterruptedException {
        node.intake().submit(Json.object("prompt", smallest(1)), null);

        node.runNext();

        assertThat(heard.messages).allMatch(line -> line.startsWith("* status") || line.startsWith("* progress_state"));
    }

    private HistoryEntry run(Map<String, Object> graph) throws InterruptedException {
        var prompt = submit(graph);
        node.runNext();
        return node.history().find(prompt.id()).orElseThrow();
    }

    private Prompt submit(Map<String, Object> graph) {
        var answer = node.intake().submit(Json.object("prompt", graph, "client_id", "me"), null);
        return ((Intake.Answer.Accepted) answer).prompt();
    }
}
