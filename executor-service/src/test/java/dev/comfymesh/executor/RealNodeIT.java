package dev.comfymesh.executor;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleAttempt;
import dev.comfymesh.testkit.SampleTargets;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The executor against a real ComfyUI, of which it needs neither models nor a GPU. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class RealNodeIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String URL = System.getProperty("comfyui.url", "");

    private final FactLog ingest = FactLog.as("ingest-service");
    private final FactLog router = FactLog.as("router-service");
    private final FactReader facts = FactReader.of(Topic.JOBS);
    private final String target = "real-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void aNodeIsNamed() {
        Assumptions.assumeFalse(URL.isEmpty(), "needs a real ComfyUI: run with -Dcomfyui.url=http://127.0.0.1:8188");
    }

    @AfterEach
    void close() {
        router.forget(target);
        ingest.close();
        router.close();
        facts.close();
    }

    @Test
    void runsTheExampleThatNeedsNoModel() throws IOException {
        var example = Path.of("..", "examples", "no-model.json").toFile();
        var attempt = assigned((ObjectNode) JSON.readTree(example));

        assertThat(facts.await(attempt.jobId(), AttemptStarted.class).attemptId())
                .isEqualTo(attempt.id());
        assertThat(facts.await(attempt.jobId(), AttemptSucceeded.class).artifacts())
                .singleElement()
                .satisfies(artifact -> {
                    assertThat(artifact.mediaType()).isEqualTo("image/png");
                    assertThat(artifact.width()).isEqualTo(672);
                    assertThat(artifact.height()).isEqualTo(512);
                });
    }

    @Test
    void interruptsARevokedRun() {
        var attempt = assigned(blurs(60));
        facts.await(attempt.jobId(), AttemptStarted.class);

        router.state(attempt.tenantId(), attempt.revokeRequested());

        assertThat(facts.await(attempt.jobId(), AttemptFailed.class).failure()).isEqualTo(FailureClass.REVOKED);
    }

    @Test
    void passesARefusalOn() {
        var graph = blurs(1);
        ((ObjectNode) graph.at("/1/inputs")).put("width", "wide");
        var attempt = assigned(graph);

        var failed = facts.await(attempt.jobId(), AttemptFailed.class);

        assertThat(failed.failure()).isEqualTo(FailureClass.GRAPH_INVALID);
        assertThat(failed.problem().detail()).contains("EmptyImage (node 1), input width");
    }

    /** A large picture, blurred again and again; the colour makes it new to the node's cache. */
    private static ObjectNode blurs(int count) {
        var graph = JSON.createObjectNode();
        var first = add(graph, 1, "EmptyImage").put("width", 2048).put("height", 2048);
        first.put("batch_size", 1).put("color", (int) (System.nanoTime() & 0xffffff));
        for (int node = 2; node <= count + 1; node++) {
            var blur = add(graph, node, "ImageBlur").put("blur_radius", 15).put("sigma", 4.0);
            blur.putArray("image").add(Integer.toString(node - 1)).add(0);
        }
        add(graph, count + 2, "SaveImage")
                .put("filename_prefix", "blurs")
                .putArray("images")
                .add(Integer.toString(count + 1))
                .add(0);
        return graph;
    }

    private static ObjectNode add(ObjectNode graph, int id, String nodeClass) {
        return graph.putObject(Integer.toString(id))
                .put("class_type", nodeClass)
                .putObject("inputs");
    }

    private SampleAttempt assigned(ObjectNode graph) {
        router.define(SampleTargets.aNode(target, URL));
        var digest = "sha256:" + target + graph.hashCode();
        var job = aJob().graph(graph);
        ingest.state(job.tenantId(), Restated.withDigest(job.accepted(), digest));
        var attempt = Restated.withDigest(job.attempt(1).on(target), digest);
        router.state(job.tenantId(), attempt.assigned());
        return attempt;
    }
}
