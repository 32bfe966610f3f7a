package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static dev.comfymesh.router.domain.Samples.loader;
import static dev.comfymesh.router.domain.Samples.node;
import static dev.comfymesh.router.domain.Samples.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.Waits;
import dev.comfymesh.router.domain.Economy.Worth;
import dev.comfymesh.router.domain.Estimates.Estimate;
import dev.comfymesh.router.domain.Traits.Resident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MatcherEconomyTest {
    private static final ModelFile MODEL = new ModelFile("checkpoints", "a.safetensors");
    private static final Job WORK =
            job(1).sharing(Needs.of(List.of(loader("1", "Load", "a.safetensors")), List.of()), List.of());
    private static final Catalogue OFFER =
            new Catalogue(Set.of("CheckpointLoaderSimple", "KSampler"), Map.of("checkpoints", Set.of("a.safetensors")));
    private static final Economy ECONOMY = new Economy(
            "thrifty",
            7,
            new Pricing(10),
            Worth.NONE,
            new Worth(new Lateness(50_000, 1_000), Duration.ofSeconds(20)),
            Worth.NONE,
            50);
    private static final Estimates ESTIMATES =
            new Estimates(List.of(new Estimate(WORK.digest(), "own", 20_000)), Duration.ofSeconds(20));

    @Nested
    class WhenOnlyAProviderHasRoom {
        private final Target busy = own("own", Set.of(MODEL));
        private final Living run = living(9, WORK, "own", NOW.minusSeconds(15));

        @Test
        void waitsForItsOwnThatIsSoonFree() {
            var decision = decide(dueIn(600), List.of(busy, provider(20_000)), run);

            assertThat(decision).isInstanceOf(Waits.class);
            assertThat(((Waits) decision).reason()).contains("own");
        }

        @Test
        void paysWhenItWouldBeLate() {
            assertThat(target(decide(dueIn(22), List.of(busy, provider(20_000)), run)))
                    .isEqualTo("provider");
        }

        @Test
        void paysWhenManyComeBefore() {
            var earlier = List.of(first(2), first(3), first(4));
            var last = candidate(dueIn(60), 1, NOW);
            var waiting = new ArrayList<>(earlier);
            waiting.add(last);

            var decisions = new Matcher(policy())
                    .decide(waiting, new Fleet(List.of(busy, provider(20_000)), List.of(run), ESTIMATES), NOW);

            assertThat(decisions)
                    .filteredOn(Assigned.class::isInstance)
                    .extracting(Decision::candidate)
                    .containsExactly(last);
        }

        @Test
        void saysWhatWaitingWouldHaveComeTo() {
            var decision = (Assigned) decide(dueIn(22), List.of(busy, provider(20_000)), run);
            var worth = decision.terms().worth();

            assertThat(worth).isNotNull();
            assertThat(worth.policy()).isEqualTo("thrifty/7");
            assertThat(worth.later()).isNotNull();
            assertThat(worth.later().targetId()).isEqualTo("own");
            assertThat(Replay.difference(decision.offers(), decision.terms(), decision.choice()))
                    .isEmpty();
        }

        private Candidate first(int n) {
            return candidate(due(job(n), Samples.DAY), 1, NOW.minusSeconds(100));
        }
    }

    @Nested
    class WhenModelsMustBeLoaded {
        private final Target cold = own("cold", Set.of());
        private final Target warm = own("own", Set.of(MODEL));
        private final Living run = living(9, WORK, "own", NOW.minusSeconds(15));

        @Test
        void takesTheTargetThatHasThem() {
            assertThat(target(decide(dueIn(600), List.of(cold, own("warm", Set.of(MODEL))))))
                    .isEqualTo("warm");
        }

        @Test
        void waitsAWhileForOneThatHasThem() {
            assertThat(decide(dueIn(600), List.of(cold, warm), run)).isInstanceOf(Waits.class);
        }

        @Test
        void loadsThemWhenItHasWaited() {
            var waited = candidate(dueIn(600), 1, NOW.minusSeconds(21));

            assertThat(target(decide(waited, List.of(cold, warm), run))).isEqualTo("cold");
        }

        @Test
        void loadsThemWhereNobodyHasThem() {
            var decision = (Assigned) decide(dueIn(600), List.of(cold));

            assertThat(decision.chosen().loadMillis()).isEqualTo(35_000);
            assertThat(decision.chosen().costMicros()).isEqualTo(Pricing.costMicros(DOLLAR, 55_000));
        }
    }

    @Test
    void setsMoreAsideThanARunIsExpectedToCost() {
        assertThat(((Assigned) decide(dueIn(600), List.of(provider(20_000)))).reservedMicros())
                .isEqualTo(40_000);
    }

    @Test
    void weighsPriceByWhatIsDelivered() {
        var doubtful = provider("a-doubtful", 20_000);
        var sound = provider("b-sound", 24_000);
        var odds = new Odds(Map.of(), List.of(new Odds.Passes("x", "a-doubtful", 180, 81)));
        var fleet = new Fleet(List.of(doubtful, sound), List.of(), ESTIMATES, Map.of(), odds, Map.of());

        var decision = new Matcher(policy()).decide(List.of(candidate(dueIn(600), 1)), fleet, NOW);

        assertThat(target(decision.getFirst())).isEqualTo("b-sound");
    }

    private static Decision decide(Job job, List<Target> targets, Living... living) {
        return decide(candidate(job, 1), targets, living);
    }

    private static Decision decide(Candidate candidate, List<Target> targets, Living... living) {
        var fleet = new Fleet(targets, List.of(living), ESTIMATES);
        return new Matcher(policy()).decide(List.of(candidate), fleet, NOW).getFirst();
    }

    private static Policy policy() {
        var plain = Samples.POLICY;
        return new Policy(
                plain.filters(),
                plain.workload(),
                new Loads(Duration.ofSeconds(3), Duration.ofSeconds(35)),
                new Fairness(Duration.ofMinutes(10), Duration.ofMinutes(30), 4, 64),
                plain.ageing(),
                plain.patience(),
                plain.startWithin(),
                plain.runWithin(),
                plain.mostAtOnce(),
                ECONOMY,
                Map.of());
    }

    private static Job dueIn(int seconds) {
        return due(WORK, Duration.ofSeconds(seconds));
    }

    private static Job due(Job job, Duration in) {
        Instant due = NOW.plus(in);
        return new Job(
                job.jobId(),
                job.tenant(),
                WORK.digest(),
                WORK.needs(),
                List.of(),
                job.priority(),
                due,
                job.deadline(),
                job.capMicros(),
                0,
                null);
    }

    private static Target own(String id, Set<ModelFile> resident) {
        return with(
                node(id, 1, DOLLAR),
                TargetKind.NODE,
                1,
                DOLLAR,
                new Traits("own", 0, new Resident(resident, Set.of())));
    }

    private static Target provider(long microsPerRun) {
        return provider("provider", microsPerRun);
    }

    private static Target provider(String id, long microsPerRun) {
        return with(node(id), TargetKind.PROVIDER, 4, 0, new Traits(null, microsPerRun, null));
    }

    private static Target with(Target target, TargetKind kind, int slots, long microsPerHour, Traits traits) {
        return new Target(
                target.targetId(),
                kind,
                target.contract(),
                slots,
                microsPerHour,
                false,
                null,
                Samples.seen(TargetHealth.UP, 0),
                OFFER,
                Standing.CLEAN,
                traits);
    }
}
