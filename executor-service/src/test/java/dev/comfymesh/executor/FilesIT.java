package dev.comfymesh.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.ArtifactKind;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleAttempt;
import dev.comfymesh.testkit.SampleJob;
import dev.comfymesh.testkit.SampleTargets;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files on their way to a node and back. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class FilesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FactLog ingest = FactLog.as("ingest-service");
    private final FactLog router = FactLog.as("router-service");
    private final FactReader facts = FactReader.of(Topic.JOBS);
    private final String target = "node-" + UUID.randomUUID().toString().substring(0, 8);

    // Not taken where it is declared: Quarkus makes two of each test, and uses one.
    private NodeControl node;

    @Inject
    ObjectStore objects;

    @BeforeEach
    void define() {
        node = NodeHall.node(1);
        router.define(SampleTargets.aNode(target, node.url()));
    }

    @AfterEach
    void close() {
        router.forget(target);
        ingest.close();
        router.close();
        facts.close();
    }

    @Test
    void runsAGraphOnAPictureOfTheTenants() throws IOException {
        var photo = stored("/input/photos/red.png", picture(0xFF0000));

        var inverted = ImageIO.read(new ByteArrayInputStream(content(only(invert("photos/red.png", photo)))));
        assertThat(inverted.getRGB(3, 3) & 0xFFFFFF).isEqualTo(0x00FFFF);
        assertThat(node.files("input", "cm", "acme")).containsExactly(photo.sha256() + ".png");

        only(invert("photos/red.png", photo)); // it is there already
        assertThat(node.files("input", "cm", "acme")).hasSize(1);

        node.delete("input", "cm", "acme", photo.sha256() + ".png");
        only(invert("photos/red.png", photo));
        assertThat(node.files("input", "cm", "acme")).hasSize(1);
    }

    @Test
    void aFileThatIsNotStoredEndsTheAttemptBeforeAnythingRuns() throws IOException {
        var photo = stored("/input/gone.png", picture(0));
        objects.delete(photo.key()).await().atMost(PATIENCE);

        var attempt = invert("gone.png", photo);

        assertThat(facts.await(attempt.jobId(), AttemptFailed.class).failure()).isEqualTo(FailureClass.INPUT_MISSING);
        assertThat(node.saw("submitted", attempt.id())).isZero();
    }

    @Test
    void deliversEveryKindOfOutputInTheOrderOfTheNode() {
        var graph = json("""
                {"1": {"class_type": "EmptyImage", "inputs": {"width": 32, "height": 24, "batch_size": 2, "color": 255}},
                 "2": {"class_type": "EmptyAudio", "inputs": {"duration": 0.2, "sample_rate": 44100, "channels": 2}},
                 "3": {"class_type": "CreateVideo", "inputs": {"images": ["1", 0], "fps": 8}},
                 "4": {"class_type": "PrimitiveString", "inputs": {"value": "a boat"}},
                 "10": {"class_type": "SaveImage", "inputs": {"images": ["1", 0], "filename_prefix": "x"}},
                 "11": {"class_type": "SaveAnimatedWEBP", "inputs": {"images": ["1", 0], "filename_prefix": "x",
                        "fps": 6.0, "lossless": true, "quality": 80, "method": "default"}},
                 "12": {"class_type": "SaveAnimatedPNG", "inputs": {"images": ["1", 0], "filename_prefix": "x", "fps": 6.0,
                        "compress_level": 4}},
                 "13": {"class_type": "SaveWEBM", "inputs": {"images": ["1", 0], "filename_prefix": "x", "codec": "vp9",
                        "fps": 8, "crf": 32}},
                 "14": {"class_type": "SaveVideo", "inputs": {"video": ["3", 0], "filename_prefix": "video/x",
                        "format": "mp4", "format.codec": "auto"}},
                 "15": {"class_type": "SaveAudio", "inputs": {"audio": ["2", 0], "filename_prefix": "x"}},
                 "16": {"class_type": "SaveAudioMP3", "inputs": {"audio": ["2", 0], "filename_prefix": "x", "quality": "V0"}},
                 "17": {"class_type": "SaveAudioOpus", "inputs": {"audio": ["2", 0], "filename_prefix": "x",
                        "quality": "128k"}},
                 "18": {"class_type": "SaveText", "inputs": {"text": ["4", 0], "filename_prefix": "x", "format": "md"}},
                 "19": {"class_type": "PreviewAny", "inputs": {"source": ["4", 0]}},
                 "20": {"class_type": "PreviewImage", "inputs": {"images": ["1", 0]}}}""");

        var artifacts = succeeded(assigned(graph)).artifacts();

        assertThat(artifacts)
                .extracting(artifact -> "%s %s %dx%d"
                        .formatted(artifact.node(), artifact.mediaType(), artifact.width(), artifact.height()))
                .containsExactlyInAnyOrder(
                        "10 image/png 32x24",
                        "10 image/png 32x24",
                        "11 image/webp 32x24",
                        "12 image/png 32x24",
                        "13 video/webm 32x24",
                        "14 video/mp4 32x24",
                        "15 audio/flac 0x0",
                        "16 audio/mpeg 0x0",
                        "17 audio/ogg 0x0",
                        "18 text/markdown 0x0",
                        "19 text/plain 0x0");
        assertThat(artifacts).allSatisfy(artifact -> {
            assertThat(artifact.kind()).isEqualTo(ArtifactKind.OUTPUT);
            assertThat(sha256(content(artifact))).isEqualTo(artifact.sha256());
        });
        assertThat(artifacts)
                .filteredOn(artifact -> artifact.mediaType().startsWith("text/"))
                .allSatisfy(text -> assertThat(content(text)).asString().isEqualTo("a boat"));
    }

    @Test
    void aFileThatTheCacheNamesAndThatIsGoneIsMadeAgainAndNotReportedAsThere() throws IOException {
        var graph = json("""
                {"1": {"class_type": "EmptyImage", "inputs": {"width": 32, "height": 24, "batch_size": 1, "color": 255}},
                 "2": {"class_type": "PreviewImage", "inputs": {"images": ["1", 0]}}}""");
        var first = only(assigned(graph));
        assertThat(first.kind()).isEqualTo(ArtifactKind.TEMP);
        assertThat(only(assigned(graph)).name()).isEqualTo(first.name()); // from the cache
        node.delete("temp", first.name());

        var failed = facts.await(assigned(graph).jobId(), AttemptFailed.class);

        assertThat(failed.failure()).isEqualTo(FailureClass.LOST);
        assertThat(only(assigned(graph)).sha256()).isNotEmpty();
    }

    private SampleAttempt invert(String name, InputFile photo) {
        return assigned(json("""
                        {"1": {"class_type": "LoadImage", "inputs": {"image": "%s"}},
                         "2": {"class_type": "ImageInvert", "inputs": {"image": ["1", 0]}},
                         "9": {"class_type": "SaveImage", "inputs": {"images": ["2", 0], "filename_prefix": "x"}}}""".formatted(name)), photo);
    }

    private SampleAttempt assigned(ObjectNode graph, InputFile... files) {
        var digest = "sha256:" + sha256(graph.toString().getBytes(StandardCharsets.UTF_8));
        var job = SampleJob.aJob().graph(graph);
        ingest.state(job.tenantId(), Restated.withFiles(Restated.withDigest(job.accepted(), digest), List.of(files)));
        var attempt = Restated.withDigest(job.attempt(1).on(target), digest);
        router.state(job.tenantId(), attempt.assigned());
        return attempt;
    }

    private InputFile stored(String path, byte[] content) {
        var digest = sha256(content);
        var key = "t/acme/u/" + digest;
        objects.put(key, content).await().atMost(PATIENCE);
        return new InputFile(path, key, "image/png", content.length, digest);
    }

    private Artifact only(SampleAttempt attempt) {
        assertThat(succeeded(attempt).artifacts()).hasSize(1);
        return succeeded(attempt).artifacts().getFirst();
    }

    private AttemptSucceeded succeeded(SampleAttempt attempt) {
        return facts.await(attempt.jobId(), AttemptSucceeded.class);
    }

    private byte[] content(Artifact artifact) {
        return objects.read(artifact.key()).await().atMost(PATIENCE);
    }

    private static byte[] picture(int colour) throws IOException {
        var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, colour);
        }
        var bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "png", bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }
}
