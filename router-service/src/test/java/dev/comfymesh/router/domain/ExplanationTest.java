package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.ACME;
import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.after;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.cordoned;
import static dev.comfymesh.router.domain.Samples.decide;
import static dev.comfymesh.router.domain.Samples.fleet;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static dev.comfymesh.router.domain.Samples.node;
import static dev.comfymesh.router.domain.Samples.seen;
import static dev.comfymesh.router.domain.Samples.withObservation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.router.app.StoredDecision;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A decision accounts for each target of the fleet. */
class ExplanationTest {
    private static final Tenant OTHER = new Tenant("other", 1, 1_000);

    private static final int RATES = 5;

    private final List<Target> targets = new ArrayList<>();
    private final List<Living> living = new ArrayList<>();
    private final Set<String> avoided = new HashSet<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 32})
    void namesEachTargetOfASmallFleetOnce(int size) {
        for (long seed = 0; seed < 50; seed++) {
            var decision = decided(size, seed);

            var named = new ArrayList<String>();
            decision.offers().stream().map(Offer::targetId).forEach(named::add);
            decision.rejections().examples().stream().map(Rejection::targetId).forEach(named::add);
            assertThat(named)
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            targets.stream().map(Target::targetId).toList());
            assertThat(decision.considered()).isEqualTo(size);
            assertThat(decision.unnamed()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 100, 1_000})
    void namesEachTargetOfALargeFleetOnceToo(int size) {
        for (long seed = 0; seed < 20; seed++) {
            var decision = decided(size, seed);

            var named = new ArrayList<String>();
            decision.allOffers().stream().map(Offer::targetId).forEach(named::add);
            decision.rejections().named().values().forEach(named::addAll);
            assertThat(named)
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            targets.stream().map(Target::targetId).toList());
            assertThat(decision.considered()).isEqualTo(size);
            assertThat(decision.unnamed()).isZero();
            assertThat(decision.rejections().counts())
                    .as("seed %d", seed)
                    .isEqualTo(counts(decision.rejections().named()));
            assertThat(decision.difference()).isEmpty();
        }
    }

    @Test
    void pricesEachTargetOfALargeFleetAsIfItHadBeenCompared() {
        var decision = decided(100, 1);
        var pricing = Samples.POLICY.economy().pricing();

        assertThat(decision.allOffers())
                .hasSize(decision.eligible())
                .containsAll(decision.offers())
                .isSortedAccordingTo(Offer.BY_PRICE)
                .allSatisfy(offer -> assertThat(pricing.again(offer)).isEqualTo(offer));
    }

    @Test
    void namesEachTargetOfALargeFleetWhereACandidateIsGivenUp() {
        var poor = job(1, ACME, Priority.NORMAL, 1, 0, Set.of("KSampler"));
        var all = IntStream.range(0, 40)
                .mapToObj(n -> n % 2 == 0 ? cordoned(node("t" + n, 1, DOLLAR)) : node("t" + n, 1, DOLLAR))
                .toArray(Target[]::new);

        var decision = (GivenUp) decide(candidate(poor, 1), fleet(all));

        assertThat(counts(decision.rejections().named()))
                .isEqualTo(decision.rejections().counts())
                .isEqualTo(Map.of(Objection.CORDONED, 20, Objection.OVER_CAP, 20));
    }

    private static Map<Objection, Integer> counts(Map<Objection, List<String>> named) {
        return named.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().size()));
    }

    @Test
    void saysOfEachTargetWhyACandidateIsGivenUpForItsCap() {
        var poor = job(1, ACME, Priority.NORMAL, 1, 0, Set.of("KSampler"));
        var fleet = fleet(node("a", 1, DOLLAR), node("b", 1, DOLLAR));

        var decision = (GivenUp) decide(candidate(poor, 1), fleet);

        assertThat(StoredDecision.of(decision, NOW).considered()).isEqualTo(2);
        assertThat(decision.rejections().examples())
                .extracting(Rejection::targetId)
                .containsExactly("a", "b");
    }

    /** What is stored of it: a hot path writes it. */
    @Test
    void growsByLittleMoreThanTheNamesOfALargeFleet() {
        assertThat(bytes(2)).isLessThan(1_500);
        assertThat(bytes(32)).isLessThan(8_000);
        assertThat(bytes(100)).isLessThan(6_000);
        assertThat(bytes(1_000)).isLessThan(14_000);
    }

    private int bytes(int size) {
        return new TreeSet<>(Stream.iterate(0L, seed -> seed + 1)
                        .limit(20)
                        .map(seed -> WireJson.write(decided(size, seed)).length)
                        .toList())
                .last();
    }

    /** With targets of every kind; the last is one that takes the candidate. */
    private StoredDecision decided(int size, long seed) {
        targets.clear();
        living.clear();
        avoided.clear();
        var dice = new Random(seed);
        for (int n = 1; n < size; n++) {
            targets.add(target("t%04d".formatted(n), dice));
        }
        targets.add(node("z-free", 2, DOLLAR));
        var decision = decide(after(candidate(job(1), 1), avoided, null), fleet(targets, living));
        return StoredDecision.of((Assigned) decision, NOW);
    }

    private Target target(String id, Random dice) {
        var plain = node(id, 1, dice.nextInt(RATES) * DOLLAR / RATES);
        return switch (dice.nextInt(8)) {
            case 0 -> cordoned(plain);
            case 1 -> withObservation(plain, seen(TargetHealth.DOWN, 0));
            case 2 -> withObservation(plain, null);
            case 3 -> {
                living.add(living(targets.size() + 10, job(2, OTHER), id, NOW));
                yield plain;
            }
            case 4 -> {
                avoided.add(id);
                yield plain;
            }
            case 5 -> plain.withStanding(new Standing(3, 1, NOW));
            default -> plain;
        };
    }
}
