package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.cordoned;
import static dev.comfymesh.router.domain.Samples.fleet;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static dev.comfymesh.router.domain.Samples.node;
import static dev.comfymesh.router.domain.Samples.seen;
import static dev.comfymesh.router.domain.Samples.target;
import static dev.comfymesh.router.domain.Samples.withCatalogue;
import static dev.comfymesh.router.domain.Samples.withObservation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.Projection;
import dev.comfymesh.contracts.Routing;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Decision.Waits;
import dev.comfymesh.router.domain.Terms.Favoured;
import dev.comfymesh.router.domain.Terms.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MatcherDemandsTest {
    private static final Target DEAR = node("dear", 1, 10 * DOLLAR);
    private static final Target ACCOUNT = provider("account", TargetContract.GRAPH, null, 0);

    @Nested
    class OfAGraphAndItsProjections {
        private final Target models = provider("models", TargetContract.MODEL_PARAMS, "fal", 0);

        @Test
        void goesToAModelOnlyWithAProjection() {
            assertThat(rejection(decide(Demands.NONE, models, cordoned(node("a"))), "models"))
                    .isEqualTo(Objection.CONTRACT);
            assertThat(target(decide(projectedTo("fal"), models))).isEqualTo("models");
            assertThat(decide(projectedTo("replicate"), models)).isInstanceOf(GivenUp.class);
        }

        @Test
        void isHeldAgainstNoTargetThatTakesGraphs() {
            assertThat(target(decide(projectedTo("fal"), node("a")))).isEqualTo("a");
        }

        @Test
        void asksNoCatalogueOfAProvider() {
            assertThat(target(decide(Demands.NONE, withCatalogue(ACCOUNT, null))))
                    .isEqualTo("account");
        }

        @Test
        void isRefusedAtOnceWhereNobodyTakesIt() {
            var decision = (GivenUp) decide(Demands.NONE, models);

            assertThat(decision.failure()).isEqualTo(FailureClass.DEMANDS_UNMET);
            assertThat(decision.problem().code()).isEqualTo("demands_unmet");
            assertThat(decision.problem().detail()).contains("projections");
        }

        private Demands projectedTo(String provider) {
            return new Demands(null, false, null, null, null, null, Set.of(provider));
        }
    }

    @Nested
    class OfWhereItRuns {
        private final Target eu = described("eu", "l40s", "eu");
        private final Target us = described("us", "a100", "us");

        @Test
        void staysOnOurOwn() {
            var decision = decide(routing(true, null, null, null), ACCOUNT, DEAR);

            assertThat(target(decision)).isEqualTo("dear");
            assertThat(decision.rejections().examples())
                    .containsExactly(new Rejection("account", Objection.NOT_OURS, "is not self-hosted"));
        }

        @Test
        void staysInItsRegion() {
            assertThat(target(decide(routing(false, null, null, "US"), eu, us))).isEqualTo("us");
            assertThat(rejection(decide(routing(false, null, null, "us"), eu, us), "eu"))
                    .isEqualTo(Objection.RESIDENCY);
        }

        @Test
        void runsOnItsAccelerator() {
            assertThat(target(decide(routing(false, null, "l40s", null), us, eu)))
                    .isEqualTo("eu");
            assertThat(rejection(decide(routing(false, null, "l40s", null), eu, node("a")), "a"))
                    .isEqualTo(Objection.ACCELERATOR);
        }

        @Test
        void isRefusedAtOnceWhereNoTargetIsLikeThat() {
            var decision = (GivenUp) decide(routing(true, null, "l40s", "us"), eu, us, ACCOUNT);

            assertThat(decision.failure()).isEqualTo(FailureClass.DEMANDS_UNMET);
            assertThat(decision.problem().detail())
                    .isEqualTo("No target is all that the job demands:"
                            + " one that is self-hosted, one that computes on l40s, one in us.");
        }

        @Test
        void waitsForOneThatIsDown() {
            var down = withObservation(node("a"), seen(TargetHealth.DOWN, 0));

            assertThat(decide(routing(true, null, null, null), ACCOUNT, down)).isInstanceOf(Waits.class);
        }

        @Test
        void saysWhatIsLackingOnThoseThatAreLikeThat() {
            var bare = withCatalogue(node("a"), new Catalogue(Set.of(), Map.of()));

            assertThat(((GivenUp) decide(routing(true, null, null, null), ACCOUNT, bare)).failure())
                    .isEqualTo(FailureClass.NODE_CLASS_MISSING);
        }
    }

    @Nested
    class OfWhatAnAttemptCosts {
        private final Target cheap = node("cheap", 1, DOLLAR);

        @Test
        void passesOverWhatIsTooDear() {
            // Nothing was learned of it: 10 s.
            var decision = decide(routing(false, 3_000L, null, null), DEAR, cheap);

            assertThat(target(decision)).isEqualTo("cheap");
            assertThat(decide(routing(false, 3_000L, null, null), DEAR, cordoned(cheap)))
                    .isInstanceOf(GivenUp.class);
        }

        @Test
        void waitsForTheOneThatIsNot() {
            var waiting = candidate(asking(routing(false, 3_000L, null, null)), 1);
            var busy = new Fleet(
                    List.of(DEAR, cheap),
                    List.of(living(9, job(9), "cheap", NOW)),
                    new Estimates(List.of(), Duration.ofSeconds(10)));

            assertThat(new Matcher(Samples.POLICY)
                            .decide(List.of(waiting), busy, NOW)
                            .getFirst())
                    .isInstanceOf(Waits.class);
        }

        @Test
        void waitsWhereOnlyTheLoadOfModelsIsTooDear() {
            var model = new ModelFile("checkpoints", "a.safetensors");
            var cold = with(
                    cheap,
                    TargetKind.NODE,
                    TargetContract.GRAPH,
                    new Traits(null, 0, new Traits.Resident(Set.of(), Set.of())));
            var needs = new Needs(Set.of(), Set.of(model), Set.of(), routing(false, 3_000L, null, null));
            var loading = Samples.policy(new Loads(Duration.ofSeconds(3), Duration.ofSeconds(35)));

            var decision = new Matcher(loading)
                    .decide(List.of(candidate(job(1).sharing(needs, List.of()), 1)), fleet(cold), NOW)
                    .getFirst();

            assertThat(decision).isInstanceOf(Waits.class);
            assertThat(decision.rejections().counts()).containsEntry(Objection.COLD, 1);
        }

        @Test
        void isRefusedWhereEveryTargetIsTooDear() {
            var decision = (GivenUp) decide(routing(false, 1L, null, null), DEAR, cheap);

            assertThat(decision.failure()).isEqualTo(FailureClass.BUDGET);
            assertThat(decision.rejections().counts()).containsEntry(Objection.TOO_DEAR, 2);
        }
    }

    @Nested
    class OfNamedTargets {
        @Test
        void takesTheFirstThoughItIsDearer() {
            var decision = (Assigned) decide(named("dear", "a"), node("a"), DEAR, node("b"));

            assertThat(target(decision)).isEqualTo("dear");
            assertThat(decision.terms().worth()).isNotNull();
            assertThat(decision.terms().worth().favoured()).isEqualTo(new Favoured("dear", Reason.NAMED_FIRST));
            assertThat(rejection(decision, "b")).isEqualTo(Objection.NOT_NAMED);
            assertThat(Replay.difference(decision.offers(), decision.terms(), decision.choice()))
                    .isEmpty();
        }

        @Test
        void takesTheNextWhileTheFirstDoesNotTakeIt() {
            assertThat(target(decide(named("dear", "a"), node("a"), cordoned(DEAR))))
                    .isEqualTo("a");
        }

        @Test
        void comesBackToTheFirstOnlyWhereItDidNotFail() {
            var failed = Samples.after(candidate(asking(named("dear", "a")), 1), Set.of("dear"), null);

            assertThat(target(Samples.decide(failed, fleet(node("a"), DEAR)))).isEqualTo("a");
        }

        @Test
        void isRefusedAtOnceWhereNoneIsKnown() {
            assertThat(((GivenUp) decide(named("gone"), node("a"))).failure()).isEqualTo(FailureClass.DEMANDS_UNMET);
        }

        private Demands named(String... targets) {
            return Demands.of(new Routing(null, false, null, null, null, List.of(targets)), List.<Projection>of());
        }
    }

    private static Decision decide(Demands demands, Target... targets) {
        return Samples.decide(candidate(asking(demands), 1), fleet(targets));
    }

    private static Job asking(Demands demands) {
        var plain = job(1);
        return plain.sharing(Needs.of(plain.nodes(), List.of(), demands), plain.nodes());
    }

    private static Demands routing(
            boolean selfHosted, @Nullable Long most, @Nullable String accelerator, @Nullable String residency) {
        return Demands.of(new Routing(null, selfHosted, most, accelerator, residency, null), null);
    }

    private static @Nullable Objection rejection(Decision decision, String targetId) {
        return decision.rejections().examples().stream()
                .filter(rejection -> rejection.targetId().equals(targetId))
                .map(Rejection::objection)
                .findFirst()
                .orElse(null);
    }

    private static Target described(String id, String accelerator, String region) {
        return with(
                node(id), TargetKind.NODE, TargetContract.GRAPH, new Traits(null, 0, null, null, accelerator, region));
    }

    private static Target provider(String id, TargetContract contract, @Nullable String provider, long microsPerRun) {
        return with(
                node(id), TargetKind.PROVIDER, contract, new Traits(null, microsPerRun, null, provider, null, null));
    }

    private static Target with(Target target, TargetKind kind, TargetContract contract, Traits traits) {
        return new Target(
                target.targetId(),
                kind,
                contract,
                target.slots(),
                target.microsPerHour(),
                false,
                null,
                target.observation(),
                target.catalogue(),
                target.standing(),
                traits);
    }
}
