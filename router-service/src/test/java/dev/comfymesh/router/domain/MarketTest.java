package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static dev.comfymesh.router.domain.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.router.domain.Estimates.Estimate;
import dev.comfymesh.router.domain.Odds.Passes;
import dev.comfymesh.router.domain.Traits.Resident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the plain way: to make all offers, and to sort them. */
class MarketTest {
    private static final int PLACES = 60;
    private static final List<ModelFile> MODELS = List.of(file("a"), file("b"), file("c"), file("d"));
    private static final Needs NEEDS = new Needs(Set.of(), Set.of(file("a"), file("b")), Set.of());

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void asksExactlyWhatItsOfferComesTo(long seed) {
        var random = new Random(seed);
        var work = work(random);

        for (var place : places(random)) {
            var offer = work.offer(place);
            assertThat(work.priceMicros(place)).as("seed %d, %s", seed, offer).isEqualTo(offer.priceMicros());
            assertThat(work.costMicros(place)).as("seed %d, %s", seed, offer).isEqualTo(offer.costMicros());
            assertThat(work.warmMicros(place, offer.costMicros()))
                    .as("seed %d, %s", seed, offer)
                    .isEqualTo(offer.warmMicros());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void showsTheCheapestWhileTheRoundFillsThem(long seed) {
        var random = new Random(seed);
        var work = work(random);
        var places = places(random);
        var full = new ArrayList<>(
                places.stream().filter(place -> !place.hasRoom()).toList());
        var market = new Market(places, full, work);

        for (int turn = 0; turn < 2 * PLACES; turn++) {
            var unwanted = "target-" + random.nextInt(PLACES);
            Predicate<Offer> suits = offer -> !offer.targetId().equals(unwanted);
            var expected = places.stream()
                    .filter(Place::hasRoom)
                    .map(work::offer)
                    .filter(suits)
                    .sorted(Offer.BY_PRICE)
                    .limit(3)
                    .toList();

            var found = market.cheapest(suits, UnaryOperator.identity());

            assertThat(found).as("seed %d, turn %d", seed, turn).isEqualTo(expected);
            if (!found.isEmpty()) {
                take(places, found.getFirst().targetId(), turn, full);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void knowsTheBestThatComesFreeWhileOthersWaitForIt(long seed) {
        var random = new Random(seed);
        var work = work(random);
        var places = places(random);
        var full = new ArrayList<>(
                places.stream().filter(place -> !place.hasRoom()).toList());
        var market = new Market(places, full, work);

        for (int turn = 0; turn < PLACES; turn++) {
            var expected = full.stream().map(work::offer).min(Offer.BY_PRICE);

            var later = market.later(_ -> true, UnaryOperator.identity());

            assertThat(later == null ? null : later.offer())
                    .as("seed %d, turn %d", seed, turn)
                    .isEqualTo(expected.orElse(null));
            if (later != null) {
                later.place().await(later.offer());
            }
        }
    }

    private static void take(List<Place> places, String targetId, int turn, List<Place> full) {
        places.stream()
                .filter(place -> place.target.targetId().equals(targetId))
                .forEach(place -> {
                    place.take(living(turn, job(turn), targetId, NOW));
                    if (!place.hasRoom()) {
                        full.add(place);
                    }
                });
    }

    private static Work work(Random random) {
        var learned = List.of(
                new Estimate("shape", "grade-0", 1_000 + random.nextInt(9_000), 300),
                new Estimate("shape", "grade-1", 1_000 + random.nextInt(9_000), 200));
        var passes = Map.of("grade-0", new Passes("shape", "grade-0", 40, random.nextInt(41)));
        var estimates = new Estimates(learned, Duration.ofSeconds(10));
        return new Work(estimates.of("shape"), passes, new Setup(NEEDS, PLACES), new Pricing(random.nextInt(200)));
    }

    private static List<Place> places(Random random) {
        var targets = new ArrayList<Target>();
        var forms = new HashMap<String, Form>();
        for (int n = 0; n < PLACES; n++) {
            var id = "target-" + n;
            targets.add(target(id, random));
            forms.put(id, new Form(random.nextInt(9), random.nextInt(3), 1 + random.nextInt(3), NOW));
        }
        var policy = Samples.policy(new Loads(Duration.ofSeconds(3), Duration.ofSeconds(35)));
        var odds = new Odds(forms, List.of(new Passes("other", "grade-1", 100, 80)));
        var fleet = new Fleet(
                targets, List.of(), new Estimates(List.of(), Duration.ofSeconds(9)), Map.of(), odds, Map.of());
        var waiting = List.of(Samples.candidate(
                job(1).sharing(new Needs(Set.of(), Set.of(file("d")), Set.of()), List.of()), 1));
        return List.copyOf(new Places(fleet, waiting, policy, NOW).all());
    }

    private static Target target(String id, Random random) {
        var isOurs = random.nextInt(4) > 0;
        var resident = isOurs && random.nextInt(4) > 0
                ? new Resident(Set.of(any(random)), Set.of(any(random)), Set.of(any(random)), Set.of(any(random)))
                : null;
        var grade = random.nextInt(5) == 0 ? null : "grade-" + random.nextInt(3);
        return new Target(
                id,
                isOurs ? TargetKind.NODE : TargetKind.PROVIDER,
                TargetContract.GRAPH,
                random.nextInt(4),
                random.nextInt(3) * 500_000L,
                false,
                null,
                seen(TargetHealth.UP, random.nextInt(3)),
                new Catalogue(Set.of(), Map.of()),
                Standing.CLEAN,
                new Traits(grade, random.nextInt(2) * 9_000L, resident));
    }

    private static ModelFile any(Random random) {
        return MODELS.get(random.nextInt(MODELS.size()));
    }

    private static ModelFile file(String name) {
        return new ModelFile("checkpoints", name);
    }
}
