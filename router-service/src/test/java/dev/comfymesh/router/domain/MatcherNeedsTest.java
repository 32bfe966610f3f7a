package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.ACME;
import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.asking;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.cordoned;
import static dev.comfymesh.router.domain.Samples.decide;
import static dev.comfymesh.router.domain.Samples.fleet;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.loader;
import static dev.comfymesh.router.domain.Samples.node;
import static dev.comfymesh.router.domain.Samples.seen;
import static dev.comfymesh.router.domain.Samples.target;
import static dev.comfymesh.router.domain.Samples.withCatalogue;
import static dev.comfymesh.router.domain.Samples.withObservation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Decision.Waits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MatcherNeedsTest {

    @Nested
    class WhenNoTargetOffersANodeClass {
        private final Candidate exotic =
                candidate(job(1, ACME, Priority.NORMAL, DOLLAR, 0, Set.of("KSampler", "Exotic")), 1);

        @Test
        void isRefusedAtOnceWithTheNodeNamed() {
            var decision = (GivenUp) decide(exotic, fleet(node("a"), node("b")));

            assertThat(decision.failure()).isEqualTo(FailureClass.NODE_CLASS_MISSING);
            assertThat(decision.problem().code()).isEqualTo("node_class_missing");
            assertThat(decision.problem().detail()).contains("Exotic").doesNotContain("KSampler");
            assertThat(decision.problem().faults())
                    .containsExactly(new GraphFault(
                            "Exotic",
                            "Exotic",
                            "Exotic",
                            null,
                            "node_class_missing",
                            "No target offers the node class 'Exotic'."));
            assertThat(decision.rejections().counts()).isEqualTo(Map.of(Objection.NODE_CLASS_MISSING, 2));
        }

        @Test
        void isRefusedThoughATargetThatLacksItTooIsDownOrCordoned() {
            var down = withObservation(node("b"), seen(TargetHealth.DOWN, 0));

            assertThat(decide(exotic, fleet(node("a"), down, cordoned(node("c")))))
                    .isInstanceOf(GivenUp.class);
        }

        @Test
        void waitsForATargetThatIsUpAndHasNotShownItsCatalogue() {
            var patient = candidate(exotic.job(), 1, NOW.minusSeconds(600));

            assertThat(decide(patient, fleet(node("a"), withCatalogue(node("b"), null))))
                    .isInstanceOf(Waits.class);
        }

        @Test
        void waitsAsLongAsItsPatienceForATargetThatWasNeverSeen() {
            var fleet = fleet(node("a"), withObservation(withCatalogue(node("b"), null), null));

            assertThat(decide(candidate(exotic.job(), 1, NOW.minusSeconds(29)), fleet))
                    .isInstanceOf(Waits.class);
            assertThat(decide(candidate(exotic.job(), 1, NOW.minusSeconds(30)), fleet))
                    .isInstanceOf(GivenUp.class);
        }

        @Test
        void waitsForATargetThatOffersItAndIsDown() {
            var able = withCatalogue(node("b"), new Catalogue(Set.of("KSampler", "Exotic"), Map.of()));
            var down = withObservation(able, seen(TargetHealth.DOWN, 0));

            assertThat(decide(candidate(exotic.job(), 1, NOW.minusSeconds(600)), fleet(node("a"), down)))
                    .isInstanceOf(Waits.class);
        }
    }

    @Nested
    class WhenAModelIsMissing {
        private final Candidate loading = candidate(asking(1, List.of(loader("4", "Base model", "xl.safetensors"))), 1);

        @Test
        void goesToATargetThatHasIt() {
            var fleet = fleet(having("a", "other.safetensors"), having("b", "xl.safetensors"));

            var decision = decide(loading, fleet);

            assertThat(target(decision)).isEqualTo("b");
            assertThat(decision.rejections().examples())
                    .containsExactly(
                            new Rejection("a", Objection.MODEL_MISSING, "does not offer checkpoints/xl.safetensors"));
        }

        @Test
        void isRefusedAtOnceWithTheInputNamedWhenNobodyHasIt() {
            var decision = (GivenUp) decide(loading, fleet(having("a", "other.safetensors"), having("b")));

            assertThat(decision.failure()).isEqualTo(FailureClass.MODEL_MISSING);
            assertThat(decision.problem().faults())
                    .containsExactly(new GraphFault(
                            "4",
                            "Base model",
                            "CheckpointLoaderSimple",
                            "ckpt_name",
                            "model_missing",
                            "No target has the model 'xl.safetensors' in checkpoints."));
        }

        @Test
        void isNotHeldAgainstATargetThatDoesNotShowTheFolder() {
            var silent = withCatalogue(node("a"), new Catalogue(Set.of("CheckpointLoaderSimple"), Map.of()));

            assertThat(target(decide(loading, fleet(silent)))).isEqualTo("a");
        }

        @Test
        void saysThatWhatIsNeededLiesOnDifferentTargets() {
            var both = List.of(loader("4", "One", "one.safetensors"), loader("5", "Two", "two.safetensors"));
            var fleet = fleet(having("a", "one.safetensors"), having("b", "two.safetensors"));

            var decision = (GivenUp) decide(candidate(asking(1, both), 1), fleet);

            assertThat(decision.problem().faults())
                    .extracting(GraphFault::node, GraphFault::detail)
                    .containsExactly(tuple(
                            "5",
                            "No target that has the rest has the model 'two.safetensors' in checkpoints: what this"
                                    + " graph needs lies on different targets."));
        }

        private static Target having(String id, String... checkpoints) {
            return withCatalogue(
                    node(id),
                    new Catalogue(Set.of("CheckpointLoaderSimple"), Map.of("checkpoints", Set.of(checkpoints))));
        }
    }

    @Nested
    class WhenTheJobBringsModelFiles {
        private final Candidate bringing = candidate(asking(1, Samples.nodes(Set.of("KSampler")), "d1", "d2"), 1);

        @Test
        void goesWhereTheyAreAllPlaced() {
            var fleet = fleet(holding("a", Set.of("d1")), holding("b", Set.of("d1", "d2", "d3")), holding("c", null));

            var decision = decide(bringing, fleet);

            assertThat(target(decision)).isEqualTo("b");
            assertThat(decision.rejections().counts())
                    .isEqualTo(Map.of(Objection.FILES_NOT_PLACED, 1, Objection.NO_AGENT, 1));
        }

        @Test
        void waitsWhileTheyAreBeingPlaced() {
            assertThat(decide(bringing, fleet(holding("a", Set.of()), holding("b", null))))
                    .isInstanceOf(Waits.class);
        }

        @Test
        void isRefusedAtOnceWhenNobodyCouldPlaceThem() {
            var decision = (GivenUp) decide(bringing, fleet(holding("a", null), holding("b", null)));

            assertThat(decision.failure()).isEqualTo(FailureClass.INPUT_MISSING);
            assertThat(decision.problem().detail()).contains("no target has an agent");
        }

        @Test
        void waitsForATargetThatWasNotSeenYet() {
            assertThat(decide(bringing, fleet(holding("a", null), withObservation(node("b"), null))))
                    .isInstanceOf(Waits.class);
        }

        private static Target holding(String id, @Nullable Set<String> files) {
            return withObservation(node(id), new Observation(NOW, TargetHealth.UP, 0, files));
        }
    }
}
