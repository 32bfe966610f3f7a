package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.ACME;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.after;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.domain.RetryBudget.Recent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private static final RetryBudget BUDGET = new RetryBudget(20, 3, 10);
    private static final Tenant OTHER = new Tenant("other", 1, 100);

    @Test
    void holdsNobodyWhoTriesForTheFirstTime() {
        var first = IntStream.range(0, 100).mapToObj(n -> candidate(job(n), 1)).toList();

        assertThat(BUDGET.held(first, Recent.NOTHING, Map.of(), NOW)).isEmpty();
    }

    @Test
    void letsSomeGoInAnyCaseTheOldestFirst() {
        var retries = retries(5, ACME);
        Collections.shuffle(retries, new Random(7));

        assertThat(held(retries, Recent.NOTHING)).containsExactly(3, 4);
    }

    @Test
    void letsAShareGoOfWhatTheTenantWasGiven() {
        assertThat(held(retries(25, ACME), recent(100, 0))).containsExactly(20, 21, 22, 23, 24);
        assertThat(held(retries(25, ACME), recent(100, 19))).hasSize(24);
        assertThat(held(retries(25, ACME), recent(100, 20))).hasSize(25);
    }

    @Test
    void letsAShareGoOfWhatAllWereGiven() {
        var retries = new ArrayList<Candidate>(retries(20, ACME));
        retries.addAll(retries(20, OTHER));

        var held = BUDGET.held(retries, recent(150, 0), Map.of("acme", recent(100, 0), "other", recent(100, 0)), NOW);

        assertThat(held).hasSize(40 - 30);
    }

    @Test
    void holdsNoTenantForTheRetriesOfAnother() {
        var retries = new ArrayList<Candidate>(retries(100, ACME));
        retries.addAll(retries(3, OTHER));

        var held = BUDGET.held(retries, Recent.NOTHING, Map.of(), NOW);

        assertThat(held).hasSize(97).allMatch(one -> one.job().tenant().equals(ACME));
    }

    @Test
    void forgetsAMinute() {
        assertThat(held(retries(3, ACME), recent(15, 3))).hasSize(3);
        assertThat(BUDGET.held(retries(3, ACME), Recent.NOTHING, Map.of("acme", recent(15, 3)), NOW.plusSeconds(60)))
                .hasSize(1);
        assertThat(BUDGET.held(retries(3, ACME), Recent.NOTHING, Map.of("acme", recent(15, 3)), NOW.plusSeconds(180)))
                .isEmpty();
    }

    @Test
    void doesNotCountThoseThatPauseAnyway() {
        var pausing = retries(20, ACME).stream()
                .map(one -> one.pausingUntil(NOW.plusSeconds(1)))
                .toList();

        assertThat(BUDGET.held(pausing, Recent.NOTHING, Map.of(), NOW)).isEmpty();
    }

    /** By their place in the order of age. */
    private static List<Integer> held(List<Candidate> retries, Recent recent) {
        return BUDGET.held(retries, new Recent(1_000, 0, NOW), Map.of("acme", recent), NOW).stream()
                .map(one -> (int) one.job().jobId().getLeastSignificantBits())
                .toList();
    }

    private static Recent recent(int attempts, int retries) {
        return new Recent(attempts, retries, NOW);
    }

    private static List<Candidate> retries(int count, Tenant tenant) {
        var retries = new ArrayList<Candidate>();
        for (int n = 0; n < count; n++) {
            Instant since = NOW.minusSeconds(count - n);
            retries.add(after(candidate(job(n, tenant), 1, since), Set.of(), null));
        }
        return retries;
    }
}
