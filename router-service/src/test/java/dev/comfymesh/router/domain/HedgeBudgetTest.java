package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.router.domain.HedgeBudget.Spent;
import dev.comfymesh.router.domain.HedgeGuard.PoolSoFar;
import dev.comfymesh.router.domain.HedgeGuard.Straggler;
import dev.comfymesh.router.domain.HedgeGuard.Wish;
import java.util.List;
import org.junit.jupiter.api.Test;

class HedgeBudgetTest {
    private static final HedgeBudget TWO_PER_CENT = new HedgeBudget(20);

    @Test
    void paysForLessThanItsShareAndNoMore() {
        assertThat(TWO_PER_CENT.admit(List.of(costing(99)), new Spent(10_000, 100)))
                .hasSize(1);
        assertThat(TWO_PER_CENT.admit(List.of(costing(100)), new Spent(10_000, 100)))
                .isEmpty();
    }

    @Test
    void countsWhatItHasJustAdmitted() {
        assertThat(TWO_PER_CENT.admit(List.of(costing(99), costing(90), costing(10)), new Spent(10_000, 0)))
                .extracting(wish -> wish.hedge().mostMicros())
                .containsExactly(99L, 90L, 10L);
        assertThat(TWO_PER_CENT.admit(List.of(costing(150), costing(60), costing(40)), new Spent(10_000, 0)))
                .extracting(wish -> wish.hedge().mostMicros())
                .containsExactly(150L, 40L);
    }

    @Test
    void isNothingWhereNothingWasSpent() {
        assertThat(TWO_PER_CENT.admit(List.of(costing(0)), new Spent(0, 0))).isEmpty();
        assertThat(new HedgeBudget(0).admit(List.of(costing(0)), new Spent(10_000, 0)))
                .isEmpty();
    }

    private static Wish costing(long micros) {
        var slow = candidate(job(1), 1);
        var straggler = new Straggler(living(1, job(1), "slow", null), slow, new PoolSoFar(1, 1, 0, 1, 2), 0);
        return new Wish(straggler, new Hedge(slow.candidateId(), micros));
    }
}
