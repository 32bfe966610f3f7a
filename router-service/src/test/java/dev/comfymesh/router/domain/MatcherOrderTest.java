package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.after;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.decide;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static dev.comfymesh.router.domain.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.Waits;
import dev.comfymesh.router.domain.Estimates.Estimate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The order of the input never matters. */
class MatcherOrderTest {
    private static final int SEEDS = 500;

    @Test
    void decidesTheSameHoweverTheInputIsOrdered() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var waiting = waiting(random);
            var targets = targets(random);
            var living = running(random);
            var estimates = estimates(random);

            var expected = decide(waiting, fleet(targets, living, estimates));
            Collections.shuffle(waiting, random);
            Collections.shuffle(targets, random);
            Collections.shuffle(living, random);
            Collections.shuffle(estimates, random);
            var shuffled = decide(waiting, fleet(targets, living, estimates));

            assertThat(acted(shuffled)).as("seed %d", seed).isEqualTo(acted(expected));
            assertThat(shuffled).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(shuffled).as("seed %d", seed).hasSameSizeAs(waiting);
            assertThat(shuffled).as("seed %d", seed).allSatisfy(MatcherOrderTest::replaysToItself);
        }
    }

    private static List<Decision> acted(List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> !(decision instanceof Waits))
                .toList();
    }

    private static void replaysToItself(Decision decision) {
        if (decision instanceof Assigned assigned) {
            assertThat(Replay.difference(assigned.offers(), assigned.terms(), assigned.choice()))
                    .isEmpty();
        }
    }

    private static Fleet fleet(List<Target> targets, List<Living> living, List<Estimate> estimates) {
        return new Fleet(targets, living, new Estimates(estimates, Duration.ofSeconds(10)));
    }

    private static List<Candidate> waiting(Random random) {
        var waiting = new ArrayList<Candidate>();
        for (int n = 1; n <= 12; n++) {
            var since = NOW.minusSeconds(random.nextInt(120));
            var first = candidate(randomJob(n, random), 1, since);
            waiting.add(random.nextBoolean() ? first : after(first, Set.of("node-" + random.nextInt(4)), null));
            waiting.add(candidate(first.job(), 2, since));
        }
        return waiting;
    }

    private static Job randomJob(int n, Random random) {
        var number = random.nextInt(3);
        var tenant = new Tenant("tenant-" + number, 1 + number, 4);
        var priority = Priority.values()[random.nextInt(3)];
        var classes = random.nextInt(4) == 0 ? Set.of("Exotic", "KSampler") : Set.of("KSampler");
        return job(n, tenant, priority, DOLLAR / (1 + random.nextInt(50)), 0, classes);
    }

    private static List<Target> targets(Random random) {
        var targets = new ArrayList<Target>();
        for (int n = 0; n < 5; n++) {
            targets.add(node("node-" + n, 1 + random.nextInt(3), random.nextInt(3) * DOLLAR));
        }
        return targets;
    }

    private static List<Living> running(Random random) {
        var living = new ArrayList<Living>();
        for (int n = 100; n < 104; n++) {
            var tenant = new Tenant("tenant-" + random.nextInt(3), 1, 4);
            living.add(living(n, job(n, tenant), "node-" + random.nextInt(5), NOW.minusSeconds(random.nextInt(12))));
        }
        return living;
    }

    private static List<Estimate> estimates(Random random) {
        var estimates = new ArrayList<Estimate>();
        for (int n = 0; n < 5; n++) {
            estimates.add(new Estimate("sha256:KSampler", "node-" + n, 1_000 + random.nextInt(9_000)));
        }
        return estimates;
    }
}
