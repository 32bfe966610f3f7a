package dev.comfymesh.scoring.adapter.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.app.ModelRuntime;
import dev.comfymesh.scoring.domain.model.ModelCard;
import dev.comfymesh.scoring.domain.model.ModelCard.Format;
import dev.comfymesh.scoring.domain.model.ModelCard.Source;
import dev.comfymesh.scoring.domain.model.Models.Found;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Network.Input;
import dev.comfymesh.scoring.domain.model.Network.Kind;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {
    private static final Input TAKES = new Input("input", Kind.FLOATS, List.of(1, 3, -1, -1));
    private static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = Digests.sha256(WEIGHTS);

    @TempDir
    Path directory;

    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void isMissingUntilItIsAddedAndThenThere() throws IOException {
        var registry = registry(card(DIGEST));

        assertThat(why(registry)).contains("Nobody has added it").contains("from somewhere");
        add(WEIGHTS, pin(DIGEST, "MIT", false));

        assertThat(registry.find("net"))
                .isInstanceOfSatisfying(
                        Found.Ready.class, ready -> assertThat(ready.version()).isEqualTo(DIGEST));
    }

    @Test
    void isLoadedOnceHoweverManyAsk() throws IOException {
        add(WEIGHTS, pin(DIGEST, "MIT", false));
        var registry = registry(card(DIGEST));

        assertThat(IntStream.range(0, 50).parallel().mapToObj(_ -> registry.find("net")))
                .allMatch(Found.Ready.class::isInstance);
        assertThat(loads).hasValue(1);
    }

    @Test
    void isNotTriedAgainForEachPictureButWhenItIsAddedAgain() throws IOException {
        var torn = "torn".getBytes(StandardCharsets.UTF_8);
        add(torn, pin(Digests.sha256(torn), "MIT", false));
        var registry = registry(card(null));

        assertThat(why(registry)).isEqualTo("No model at all.");
        assertThat(why(registry)).isEqualTo("No model at all.");
        assertThat(loads).hasValue(1);

        add(WEIGHTS, pin(DIGEST, "MIT", false));
        Files.setLastModifiedTime(directory.resolve("net.json"), FileTime.fromMillis(1_000_000));
        assertThat(registry.find("net")).isInstanceOf(Found.Ready.class);
    }

    @Test
    void refusesAFileThatIsNotWhatItWas() throws IOException {
        add(WEIGHTS, pin(DIGEST, "MIT", false));
        Files.writeString(directory.resolve("net.onnx"), "tampered with");

        assertThat(why(registry(card(DIGEST)))).contains("has the digest").contains("is to have " + DIGEST);
        assertThat(loads).hasValue(0);
    }

    @Test
    void refusesAnotherModelThanTheOneThatScorersKnow() throws IOException {
        add(WEIGHTS, pin(DIGEST, "MIT", false));

        assertThat(why(registry(card("0".repeat(64))))).contains("is to have " + "0".repeat(64));
    }

    @Test
    void refusesALicenceThatNobodyAccepted() throws IOException {
        add(WEIGHTS, pin(DIGEST, "CC-BY-NC-4.0", false));
        assertThat(why(registry(card(null)))).contains("CC-BY-NC-4.0").contains("not accepted");

        add(WEIGHTS, pin(DIGEST, "CC-BY-NC-4.0", true));
        assertThat(registry(card(null)).find("net")).isInstanceOf(Found.Ready.class);
    }

    @Test
    void refusesAModelThatTakesSomethingElse() throws IOException {
        add(WEIGHTS, pin(DIGEST, "MIT", false));
        var other = new Input("pixels", Kind.FLOATS, List.of(1, 3, 224, 224));
        var card = card(null, other);

        assertThat(why(registry(card))).contains("is to take pixels[1, 3, 224, 224]");
    }

    @Test
    void isMissingWhereNothingRunsIt() throws IOException {
        add(WEIGHTS, pin(DIGEST, "MIT", false));
        var registry = new ModelRegistry(
                List.of(card(DIGEST)), new ModelFolder(directory, directory.resolve("cache")), Map.of());

        assertThat(why(registry)).isEqualTo("Nothing here runs ONNX.");
    }

    private static String why(ModelRegistry registry) {
        return ((Found.Missing) registry.find("net")).why();
    }

    private void add(byte[] content, Pin pin) throws IOException {
        var folder = new ModelFolder(directory, directory.resolve("cache"));
        folder.add(card(null), Files.write(folder.unfinished(), content), pin);
    }

    private static Pin pin(String sha256, String licence, boolean accepted) {
        return new Pin("net", sha256, licence, accepted, "a test", null);
    }

    private static ModelCard card(String sha256) {
        return card(sha256, TAKES);
    }

    private static ModelCard card(String sha256, Input takes) {
        return new ModelCard(
                "net",
                "A network",
                Format.ONNX,
                Optional.ofNullable(sha256),
                new Source.Brought("from somewhere."),
                Optional.empty(),
                "none",
                List.of(takes),
                List.of());
    }

    private ModelRegistry registry(ModelCard card) {
        return new ModelRegistry(
                List.of(card),
                new ModelFolder(directory, directory.resolve("cache")),
                Map.of(Format.ONNX, new FakeRuntime()));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /** Loads what says that it is weights. */
    private final class FakeRuntime implements ModelRuntime {
        @Override
        public Network load(Weights weights) throws Unloadable {
            loads.incrementAndGet();
            if (!(weights instanceof Weights.InFile(var file)) || !content(file).equals("weights")) {
                throw new Unloadable("No model at all.");
            }
            return new Network() {
                @Override
                public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                    return inputs;
                }

                @Override
                public List<Input> inputs() {
                    return List.of(TAKES);
                }
            };
        }
    }
}
