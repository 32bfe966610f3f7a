package dev.comfymesh.testkit.check;

import static dev.comfymesh.testkit.check.Scene.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.testkit.StatedFact;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients, other tenants, the router and the nodes' observations tell against a mesh is seen. */
class OutsideInvariantsTest {
    private record Planted(String invariant, String what, Consumer<Scene> tampering) {
        @Override
        public String toString() {
            return invariant + ": " + what;
        }
    }

    @ParameterizedTest
    @MethodSource
    void areBrokenBy(Planted planted) {
        var scene = new Scene();
        planted.tampering().accept(scene);

        assertThat(Invariants.check(scene.evidence()))
                .extracting(Violation::invariant)
                .contains(planted.invariant());
    }

    static Stream<Planted> areBrokenBy() {
        return Stream.of(
                new Planted("I4", "a second owner of one epoch", scene -> scene.observed(2, 1)),
                new Planted(
                        "I9",
                        "an answer for another tenant",
                        scene -> scene.probes.add(new Probe("other", "/v1/jobs/" + scene.job.id(), 200))),
                new Planted("I9", "another's id in an answer", scene -> saw(scene, scene.job.id())),
                new Planted("I9", "another's attempt in an answer", scene -> saw(scene, scene.attempt)),
                new Planted("I9", "another's prompt in an answer", scene -> saw(scene, "a secret of acme")),
                new Planted(
                        "I9",
                        "a job that became another's",
                        scene -> scene.submitted("other", "key-2", scene.job.id())),
                new Planted(
                        "I9",
                        "a fact under another's name",
                        scene -> scene.log.set(1, underAnotherName(scene.log.get(1)))),
                new Planted(
                        "I11", "a second job of a key", scene -> scene.submitted("acme", "key-1", UUID.randomUUID())),
                new Planted("I11", "a key of nothing", scene -> scene.set(Table.KEY, "job_id", UUID.randomUUID())),
                new Planted(
                        "I15",
                        "a decision that comes out otherwise",
                        scene -> scene.replayed = new Replayed(1, List.of("sim-b"))));
    }

    private static void saw(Scene scene, Object what) {
        scene.history.add(new ClientNote(NOON, "other", ClientNote.Kind.SAW, "/v1/jobs", null, "[" + what + "]"));
    }

    private static StatedFact underAnotherName(StatedFact fact) {
        return new StatedFact(
                fact.topic(),
                fact.subject(),
                "other",
                fact.type(),
                fact.source(),
                fact.sequence(),
                fact.payload(),
                fact.traceparent());
    }
}
