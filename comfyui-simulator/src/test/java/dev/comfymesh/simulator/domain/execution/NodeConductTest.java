package dev.comfymesh.simulator.domain.execution;

import static dev.comfymesh.simulator.domain.Graphs.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.simulator.domain.fault.Fault;
import dev.comfymesh.simulator.domain.fault.Knobs.Position;
import dev.comfymesh.simulator.domain.fault.Lie;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a node behaves that is told to misbehave, asked for more, or older. */
class NodeConductTest {

    @TempDir
    Path base;

    private NodeAlone alone;

    @BeforeEach
    void open() throws IOException {
        alone = new NodeAlone(base, Profile.CURRENT);
    }

    @Nested
    class WhenItMisbehaves {

        @Test
        void diesInTheMiddle() throws InterruptedException {
            alone.knobs.turn(new Position(10, 1, new Fault.Die(), 1, 0));
            alone.submit(textToImage(1, 10));

            assertThatThrownBy(() -> alone.node.runNext()).isInstanceOf(NodeAlone.Died.class);

            assertThat(alone.passed).hasSize(5);
            assertThat(alone.witnessed).containsExactly("SUBMITTED 0", "STARTED 0");
        }

        @Test
        void claimsAnOutputThatIsNotThere() throws InterruptedException {
            alone.knobs.turn(new Position(10, 1, new Fault.Deceive(Lie.NO_OUTPUT), 1, 0));

            var entry = alone.run(smallest(1));

            assertThat(entry.completed()).isTrue();
            assertThat(entry.outputs()).containsOnlyKeys("9");
            assertThat(base.resolve("output")).isEmptyDirectory();
        }

        @Test
        void leavesHalfAFile() throws InterruptedException, IOException {
            alone.run(smallest(1));
            alone.knobs.turn(new Position(10, 1, new Fault.Deceive(Lie.TRUNCATED), 1, 0));
            alone.node.freeMemory();

            alone.run(smallest(1));

            assertThat(Files.size(base.resolve("output/t_00002_.png")))
                    .isEqualTo(Files.size(base.resolve("output/t_00001_.png")) / 2);
        }
    }

    @Nested
    class WhenPreviewsAreAskedFor {

        @Test
        void sendsMetadataToThoseWhoNegotiated() throws InterruptedException {
            alone.heard.metadata = true;

            runWithPreviews();

            assertThat(alone.heard.messages)
                    .containsSubsequence("me progress_state 5 running 1/2", "me frame 4", "me progress 1/2");
        }

        @Test
        void sendsTheBareImageToOthers() throws InterruptedException {
            runWithPreviews();

            assertThat(alone.heard.messages).containsSubsequence("me progress 1/2", "me frame 1", "me progress 2/2");
        }

        private void runWithPreviews() throws InterruptedException {
            alone.node
                    .intake()
                    .submit(
                            Json.object(
                                    "prompt",
                                    textToImage(1, 2),
                                    "client_id",
                                    "me",
                                    "extra_data",
                                    Json.object("preview_method", "auto")),
                            null);
            alone.node.runNext();
        }
    }

    @Nested
    class WhenItIsAnOldServer {

        @BeforeEach
        void age() throws IOException {
            alone = new NodeAlone(base, Profile.OLD);
        }

        @Test
        void choosesIdsItself() {
            var prompt = alone.submitted(Json.object(
                    "prompt", smallest(1), "client_id", "me", "prompt_id", "aaaaaaaa-0000-4000-8000-000000000001"));

            assertThat(prompt.id()).isNotEqualTo("aaaaaaaa-0000-4000-8000-000000000001");
            assertThat(prompt.extraData()).doesNotContainKey("create_time");
        }

        @Test
        void saysNothingOfTheStateOfNodes() throws InterruptedException {
            alone.run(textToImage(1, 1));

            assertThat(alone.heard.messages)
                    .contains("me executing 5", "me progress 1/1")
                    .noneMatch(line -> line.contains("progress_state"));
        }

        @Test
        void callsAMissingClassAnInvalidPrompt() {
            var answer = alone.node.intake().submit(Json.object("prompt", Json.object("1", node("Absent"))), null);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Intake.Answer.Refused.class,
                            refused -> assertThat(refused.error())
                                    .containsEntry("type", "invalid_prompt")
                                    .containsEntry("extra_info", Json.object()));
        }
    }
}
