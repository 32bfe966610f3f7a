package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.contracts.TopUpRefusal;
import dev.comfymesh.router.domain.TopUp.Added;
import dev.comfymesh.router.domain.TopUp.Answer;
import dev.comfymesh.router.domain.TopUp.Refused;
import dev.comfymesh.router.domain.TopUp.ShortPool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopUpTest {
    private static final TopUp TOP_UP = new TopUp(3, Duration.ofSeconds(2));
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void addsWhatIsMissingWhenMostPassed() {
        assertThat(numbers(pool(1, 4, 4, 1, 8))).containsExactly(5);
    }

    @Test
    void addsTwiceWhatIsMissingWhenFewPassed() {
        assertThat(numbers(pool(1, 8, 4, 3, 32))).containsExactly(9, 10, 11, 12, 13, 14);
    }

    @Test
    void staysWithinTheLimitOfThePool() {
        assertThat(numbers(pool(1, 8, 4, 4, 10))).containsExactly(9, 10);
    }

    @Test
    void refusesBeyondTheLimitOfThePool() {
        assertThat(answer(pool(1, 8, 4, 4, 8))).isEqualTo(new Refused(TopUpRefusal.LIMIT));
    }

    @Test
    void refusesAFourthWave() {
        assertThat(answer(pool(3, 8, 4, 4, 100))).isEqualTo(new Refused(TopUpRefusal.LIMIT));
    }

    @Test
    void refusesTooShortlyBeforeTheDeadline() {
        var late = new ShortPool(id(1), 42, 1, 4, 2, 1, 8, NOW.plusSeconds(2), 100, 0, false);

        assertThat(answer(late)).isEqualTo(new Refused(TopUpRefusal.DEADLINE));
    }

    @Test
    void refusesForACancelledJob() {
        var cancelled = new ShortPool(id(1), 42, 1, 4, 2, 1, 8, LATER, 100, 0, true);

        assertThat(answer(cancelled)).isEqualTo(new Refused(TopUpRefusal.CANCELLED));
    }

    @Test
    void addsNoMoreThanTheCapPays() {
        assertThat(numbers(new ShortPool(id(1), 42, 1, 4, 4, 4, 16, LATER, 75, 40, false)))
                .containsExactly(5, 6, 7);
    }

    @Test
    void refusesWhatTheCapDoesNotPay() {
        assertThat(answer(new ShortPool(id(1), 42, 1, 4, 4, 4, 16, LATER, 49, 40, false)))
                .isEqualTo(new Refused(TopUpRefusal.BUDGET));
    }

    @Test
    void seedsThemAsTheJobSays() {
        assertThat(answer(pool(1, 4, 4, 1, 8))).isEqualTo(new Added(List.of(NewCandidate.of(id(1), 42, 5))));
    }

    private static ShortPool pool(int wave, int added, int deliver, int missing, int maxCandidates) {
        return new ShortPool(id(1), 42, wave, added, deliver, missing, maxCandidates, LATER, 1_000, 0, false);
    }

    private static Answer answer(ShortPool pool) {
        return TOP_UP.answer(pool, NOW);
    }

    private static List<Integer> numbers(ShortPool pool) {
        return ((Added) answer(pool)).candidates().stream().map(NewCandidate::n).toList();
    }
}
