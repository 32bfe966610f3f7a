package dev.comfymesh.router;

import static dev.comfymesh.router.MeshInTest.run;
import static dev.comfymesh.router.MeshInTest.succeeded;
import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.kit.lease.LeaseLost;
import dev.comfymesh.kit.lease.Leases;
import dev.comfymesh.router.app.ExperienceStore;
import dev.comfymesh.router.app.ExperienceStore.Used;
import dev.comfymesh.router.domain.Form;
import dev.comfymesh.router.domain.Length;
import dev.comfymesh.router.domain.Lesson;
import dev.comfymesh.router.domain.Lesson.OfForm;
import dev.comfymesh.router.domain.Lesson.OfLength;
import dev.comfymesh.router.domain.Lesson.OfLoads;
import dev.comfymesh.router.domain.Lesson.OfPrice;
import dev.comfymesh.router.domain.ModelFile;
import dev.comfymesh.router.domain.Odds.Passes;
import dev.comfymesh.router.domain.Run;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What runs have taught, as the tables have it for whoever takes the matcher over. */
@QuarkusTest
class ExperienceIT extends RouterInTest {
    @Inject
    ExperienceStore store;

    @Inject
    Leases leases;

    private final String scene = UUID.randomUUID().toString().substring(0, 8);
    private final String target = "taught-" + scene;

    @Test
    void readsOfARunWhatCanBeLearnedFromIt() {
        var attempt = placed();
        mesh.executor().state("acme", succeeded(attempt));
        var since = attempt.at().minusSeconds(1);
        await().until(() ->
                !run(() -> store.runs(Set.of(attempt.jobId()), since)).isEmpty());

        var learned = run(() -> store.runs(Set.of(attempt.jobId()), since)).getFirst();

        assertThat(learned)
                .extracting(Run::attemptId, Run::targetId, Run::grade, Run::failure, Run::gpuMillis, Run::meteredMicros)
                .containsExactly(attempt.attemptId(), target, "h100-" + scene, null, 1_000L, null);
        assertThat(learned.shape()).startsWith("shape:");
        assertThat(run(() -> store.runs(Set.of(attempt.jobId()), learned.at()))).isEmpty();
        assertThat(run(() -> store.usedModels(since)))
                .contains(new Used(target, Set.of(new ModelFile("checkpoints", scene + ".safetensors"))));
    }

    @Test
    void countsHowManyOutputsOfAShapePassOnAGrade() {
        var good = placed();
        var bad = placed();
        mesh.executor().state("acme", succeeded(good), succeeded(bad));

        mesh.scoring().state("acme", scored(good, true), scored(bad, false));

        await().until(() ->
                passes().stream().anyMatch(one -> one.outputs() > 1.9 && one.passed() > 0.9 && one.passed() < 1.1));
    }

    @Test
    void keepsLessonsUnderALeaseAndTheLatestOfEach() {
        var lease = run(() -> leases.take("lessons-" + scene)).orElseThrow();
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var lessons = List.<Lesson>of(
                new OfLength(target, "shape:1", Length.UNKNOWN.plus(4_000).plus(5_000)),
                new OfForm(target, Form.UNKNOWN.succeeded(1.5, at)),
                new OfPrice(target, "shape:1", 25_000.5),
                new OfLoads(target, 0.25));

        run(() -> store.keep(lease, List.of(new OfLoads(target, 7))));
        run(() -> store.keep(lease, lessons));

        assertThat(run(store::lessons))
                .filteredOn(one -> one.subject().equals(target))
                .containsExactlyInAnyOrderElementsOf(lessons);
        var old = new Lease(lease.name(), lease.owner(), lease.epoch() - 1, lease.heldUntilNanos());
        assertThatThrownBy(() -> run(() -> store.keep(old, lessons))).isInstanceOf(LeaseLost.class);
    }

    @Test
    void keepsByItselfWhatTheMatcherLearned() {
        mesh.executor().state("acme", succeeded(placed()));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> run(store::lessons).stream()
                        .anyMatch(
                                one -> one instanceof OfLength && one.subject().equals("h100-" + scene)));
    }

    private List<Passes> passes() {
        return run(() -> store.passes(Instant.EPOCH)).stream()
                .filter(one -> one.grade().equals("h100-" + scene))
                .toList();
    }

    private AttemptAssigned placed() {
        mesh.fleet().send("PUT", "/v1/targets/" + target, """
                {"url": "http://127.0.0.1:1", "accelerator": "h100-%s"}""".formatted(scene));
        var catalogue = Map.of(
                "nodeClasses", List.of("CheckpointLoaderSimple"),
                "models", Map.of("checkpoints", List.of(scene + ".safetensors")));
        mesh.fleet().show(target, TargetHealth.UP, catalogue, null);
        return mesh.log().await(mesh.accepted(aJob().graph(graph())).jobId(), AttemptAssigned.class);
    }

    private ObjectNode graph() {
        var graph = MeshInTest.graph("CheckpointLoaderSimple");
        ((ObjectNode) graph.at("/1/inputs")).put("ckpt_name", scene + ".safetensors");
        return graph;
    }

    private static CandidateScored scored(AttemptAssigned attempt, boolean passed) {
        var reasons = passed ? List.<Reason>of() : List.of(new Reason("BLURRED", "sharpness", 0, 1, "It is blurred."));
        return new CandidateScored(
                attempt.jobId(),
                Instant.now(),
                attempt.candidateId(),
                attempt.attemptId(),
                "generic",
                new Verdict(passed, passed ? 1 : 0, reasons));
    }
}
