package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.domain.Candidate.Ending;
import dev.comfymesh.scoring.domain.Pool.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTest {

    @Test
    void isUnfinishedWhileACandidateIsOpen() {
        assertThat(pool(1, true, passed(1, 0.9), open(2)).outcome()).isEqualTo(new Outcome.Unfinished());
    }

    @Nested
    class WhenAllHaveEnded {
        @Test
        void selectsTheBestByScore() {
            var outcome = pool(2, true, passed(1, 0.2), passed(2, 0.9), passed(3, 0.5))
                    .outcome();

            assertThat(outcome)
                    .isEqualTo(new Outcome.Closed(List.of(selected(1, 2, 0.9), selected(2, 3, 0.5)), true, List.of()));
        }

        @Test
        void breaksTiesByNumber() {
            var outcome = pool(1, true, passed(10, 0.5), passed(9, 0.5)).outcome();

            assertThat(outcome).isEqualTo(new Outcome.Closed(List.of(selected(1, 9, 0.5)), true, List.of()));
        }

        @Test
        void neverSelectsWhatWasRejectedHoweverHighItsScore() {
            var outcome =
                    pool(1, false, rejected(1, 1.0, "BLURRED"), passed(2, 0.1)).outcome();

            assertThat(outcome)
                    .isEqualTo(new Outcome.Closed(
                            List.of(selected(1, 2, 0.1)), true, List.of(new ReasonCount("BLURRED", 1))));
        }

        @Test
        void isShortWhenTooFewPassedAndItMayGrow() {
            var outcome = pool(3, true, passed(1, 0.4), lost(2, "LOST"), rejected(3, 0.1, "BLANK", "BLURRED"))
                    .outcome();

            assertThat(outcome)
                    .isEqualTo(new Outcome.Short(
                            2,
                            List.of(
                                    new ReasonCount("BLANK", 1),
                                    new ReasonCount("BLURRED", 1),
                                    new ReasonCount("LOST", 1))));
        }

        @Test
        void closesWithWhatThereIsWhenItMayNotGrow() {
            var outcome = pool(2, false, passed(1, 0.4), lost(2, "DEADLINE")).outcome();

            assertThat(outcome)
                    .isEqualTo(new Outcome.Closed(
                            List.of(selected(1, 1, 0.4)), false, List.of(new ReasonCount("DEADLINE", 1))));
        }

        @Test
        void closesEmptyWhenNonePassed() {
            var outcome = pool(1, false, lost(1, "GRAPH_INVALID")).outcome();

            assertThat(outcome)
                    .isEqualTo(new Outcome.Closed(List.of(), false, List.of(new ReasonCount("GRAPH_INVALID", 1))));
        }

        @Test
        void namesTheCommonestReasonFirstAndCountsACandidateOnceForEach() {
            var outcome = pool(
                            1,
                            false,
                            rejected(1, 0, "BLANK", "BLANK", "TOO_DARK"),
                            rejected(2, 0, "TOO_DARK"),
                            lost(3, "LOST"))
                    .outcome();

            assertThat(outcome)
                    .isEqualTo(new Outcome.Closed(
                            List.of(),
                            false,
                            List.of(
                                    new ReasonCount("TOO_DARK", 2),
                                    new ReasonCount("BLANK", 1),
                                    new ReasonCount("LOST", 1))));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void hasTheSameOutcomeInWhateverOrderItsCandidatesCome(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++) {
            var candidates = new ArrayList<Candidate>();
            for (var n = 1; n <= 1 + random.nextInt(12); n++) {
                candidates.add(
                        switch (random.nextInt(3)) {
                            case 0 -> passed(n, random.nextInt(4) / 4.0);
                            case 1 -> rejected(n, 0.5, random.nextBoolean() ? "BLURRED" : "BLANK");
                            default -> lost(n, "LOST");
                        });
            }
            var pool = new Pool(2, random.nextBoolean(), candidates);
            var expected = pool.outcome();
            Collections.shuffle(candidates, random);

            assertThat(new Pool(pool.deliver(), pool.mayGrow(), candidates).outcome())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected);
        }
    }

    private static Pool pool(int deliver, boolean mayGrow, Candidate... candidates) {
        return new Pool(deliver, mayGrow, List.of(candidates));
    }

    private static Candidate open(int n) {
        return candidate(n, new Ending.Open());
    }

    private static Candidate lost(int n, String code) {
        return candidate(n, new Ending.Lost(code));
    }

    private static Candidate passed(int n, double score) {
        return candidate(n, new Ending.Judged(attempt(n), new Verdict(true, score, List.of())));
    }

    private static Candidate rejected(int n, double score, String... codes) {
        var reasons = Arrays.stream(codes)
                .map(code -> new Reason(code, "sharpness", 1, 2, "no"))
                .toList();
        return candidate(n, new Ending.Judged(attempt(n), new Verdict(false, score, reasons)));
    }

    private static Candidate candidate(int n, Ending ending) {
        return new Candidate("job-" + n, n, 100 + n, ending);
    }

    private static Selected selected(int rank, int n, double score) {
        return new Selected(rank, "job-" + n, attempt(n), 100 + n, score);
    }

    private static UUID attempt(int n) {
        return new UUID(0, n);
    }
}
