package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.domain.Candidate.Awaited;
import dev.comfymesh.scoring.domain.Candidate.Judged;
import dev.comfymesh.scoring.domain.Candidate.Lost;
import dev.comfymesh.scoring.domain.Candidate.Standing;
import dev.comfymesh.scoring.domain.Candidate.Waiting;
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

class OutcomeTest {
    private static final Profile PROFILE = SampleProfile.aProfile().made();

    @Test
    void isUnfinishedWhileACandidateIsAwaitedOrWaits() {
        assertThat(outcome(1, true, passed(1, 0.9), candidate(2, new Awaited())))
                .isEqualTo(new Outcome.Unfinished());
        assertThat(outcome(1, true, passed(1, 0.9), candidate(2, new Waiting(attempt(2)))))
                .isEqualTo(new Outcome.Unfinished());
    }

    @Nested
    class WhenAllHaveEnded {
        @Test
        void selectsTheBestByScore() {
            var closed = closed(outcome(2, true, passed(1, 0.2), passed(2, 0.9), passed(3, 0.5)));

            assertThat(closed.selection()).containsExactly(selected(1, 2, 0.9), selected(2, 3, 0.5));
            assertThat(closed.complete()).isTrue();
            assertThat(closed.reasons()).isEmpty();
        }

        @Test
        void breaksTiesByNumber() {
            assertThat(closed(outcome(1, true, passed(10, 0.5), passed(9, 0.5))).selection())
                    .containsExactly(selected(1, 9, 0.5));
        }

        @Test
        void neverSelectsWhatWasRejectedHoweverHighItsScore() {
            var closed = closed(outcome(1, false, rejected(1, 1.0, "BLURRED"), passed(2, 0.1)));

            assertThat(closed.selection()).containsExactly(selected(1, 2, 0.1));
            assertThat(closed.reasons()).containsExactly(new ReasonCount("BLURRED", 1));
        }

        @Test
        void isShortWhenTooFewPassedAndItMayGrow() {
            var candidates = List.of(passed(1, 0.4), lost(2, "LOST"), rejected(3, 0.1, "BLANK", "BLURRED"));

            assertThat(Outcome.of(candidates, 3, PROFILE, true))
                    .isEqualTo(new Outcome.Short(
                            2,
                            List.of(
                                    new ReasonCount("BLANK", 1),
                                    new ReasonCount("BLURRED", 1),
                                    new ReasonCount("LOST", 1)),
                            candidates));
        }

        @Test
        void closesWithWhatThereIsWhenItMayNotGrow() {
            var closed = closed(outcome(2, false, passed(1, 0.4), lost(2, "DEADLINE")));

            assertThat(closed.selection()).containsExactly(selected(1, 1, 0.4));
            assertThat(closed.complete()).isFalse();
            assertThat(closed.reasons()).containsExactly(new ReasonCount("DEADLINE", 1));
        }

        @Test
        void closesEmptyWhenNonePassed() {
            var closed = closed(outcome(1, false, lost(1, "GRAPH_INVALID")));

            assertThat(closed.selection()).isEmpty();
            assertThat(closed.complete()).isFalse();
        }

        @Test
        void namesTheCommonestReasonFirstAndCountsACandidateOnceForEach() {
            var closed = closed(outcome(
                    1,
                    false,
                    rejected(1, 0, "BLANK", "BLANK", "TOO_DARK"),
                    rejected(2, 0, "TOO_DARK"),
                    lost(3, "LOST")));

            assertThat(closed.reasons())
                    .containsExactly(
                            new ReasonCount("TOO_DARK", 2), new ReasonCount("BLANK", 1), new ReasonCount("LOST", 1));
        }
    }

    @Nested
    class WhenPicturesLookTheSame {
        @Test
        void keepsTheBetterAndMarksTheOther() {
            var closed = closed(outcome(2, false, looking(1, 0.4, 0b0), looking(2, 0.9, 0b1), looking(3, 0.5, ~0L)));

            assertThat(closed.selection()).containsExactly(selected(1, 2, 0.9), selected(2, 3, 0.5));
            assertThat(closed.reasons()).containsExactly(new ReasonCount("DUPLICATE", 1));
            assertThat(closed.candidates())
                    .extracting(candidate -> ((Judged) candidate.standing()).duplicateOf())
                    .containsExactly("job-2", null, null);
        }

        @Test
        void countsThemAsMissing() {
            var outcome = outcome(2, true, looking(1, 0.4, 0b0), looking(2, 0.9, 0b1));

            assertThat(outcome).isInstanceOfSatisfying(Outcome.Short.class, shortage -> {
                assertThat(shortage.missing()).isEqualTo(1);
                assertThat(shortage.reasons()).containsExactly(new ReasonCount("DUPLICATE", 1));
            });
        }

        @Test
        void deliversFewerWhenNoMoreCanCome() {
            var closed = closed(outcome(2, false, looking(1, 0.4, 0b0), looking(2, 0.9, 0b1)));

            assertThat(closed.selection()).containsExactly(selected(1, 2, 0.9));
            assertThat(closed.complete()).isFalse();
        }

        @Test
        void takesAsADuplicateWhatIsNearerThanTheDistanceAndNothingElse() {
            assertThat(closed(outcome(2, false, looking(1, 0.9, 0), looking(2, 0.5, 0b1111111)))
                            .selection())
                    .hasSize(1);
            assertThat(closed(outcome(2, false, looking(1, 0.9, 0), looking(2, 0.5, 0b11111111)))
                            .selection())
                    .hasSize(2);
        }

        @Test
        void comparesWithThoseThatAreKeptAlone() {
            // The second is like the first, the third like the second, but not like the first.
            var closed = closed(
                    outcome(2, false, looking(1, 0.9, 0), looking(2, 0.8, 0b111111), looking(3, 0.7, 0b111111_111111)));

            assertThat(closed.selection()).containsExactly(selected(1, 1, 0.9), selected(2, 3, 0.7));
        }

        @Test
        void forgetsAMarkWhoseReasonIsGone() {
            var marked =
                    new Judged(attempt(1), new Verdict(true, 0.4, List.of()), new Fingerprint(0), null, "job-2", null);
            var closed = closed(outcome(1, false, candidate(1, marked), rejected(2, 0.1, "BLURRED")));

            assertThat(closed.selection()).containsExactly(selected(1, 1, 0.4));
            assertThat(closed.candidates().getFirst()).isEqualTo(looking(1, 0.4, 0));
        }

        @Test
        void letsThemPassWithoutADistance() {
            var candidates = List.of(looking(1, 0.9, 0), looking(2, 0.8, 0));

            assertThat(closed(Outcome.of(
                                    candidates,
                                    2,
                                    SampleProfile.aProfile().choosing(0, 0).made(),
                                    false))
                            .selection())
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void isTheSameInWhateverOrderTheCandidatesCome(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++) {
            var candidates = new ArrayList<Candidate>();
            for (var n = 1; n <= 1 + random.nextInt(12); n++) {
                candidates.add(
                        switch (random.nextInt(3)) {
                            case 0 -> looking(n, random.nextInt(4) / 4.0, random.nextInt(3) * 0xffffL);
                            case 1 -> rejected(n, 0.5, random.nextBoolean() ? "BLURRED" : "BLANK");
                            default -> lost(n, "LOST");
                        });
            }
            var mayGrow = random.nextBoolean();
            var expected = Outcome.of(candidates, 2, PROFILE, mayGrow);
            Collections.shuffle(candidates, random);

            assertThat(sorted(Outcome.of(candidates, 2, PROFILE, mayGrow)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected);
        }
    }

    private static Outcome sorted(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unfinished unfinished -> unfinished;
            case Outcome.Short(var missing, var reasons, var candidates) ->
                new Outcome.Short(missing, reasons, byNumber(candidates));
            case Outcome.Closed(var selection, var complete, var reasons, var candidates) ->
                new Outcome.Closed(selection, complete, reasons, byNumber(candidates));
        };
    }

    private static List<Candidate> byNumber(List<Candidate> candidates) {
        return candidates.stream()
                .sorted((one, other) -> Integer.compare(one.n(), other.n()))
                .toList();
    }

    private static Outcome outcome(int deliver, boolean mayGrow, Candidate... candidates) {
        return Outcome.of(List.of(candidates), deliver, PROFILE, mayGrow);
    }

    private static Outcome.Closed closed(Outcome outcome) {
        return (Outcome.Closed) outcome;
    }

    private static Candidate lost(int n, String code) {
        return candidate(n, new Lost(code));
    }

    /** Looks like nothing else. */
    private static Candidate passed(int n, double score) {
        return looking(n, score, new Random(n).nextLong());
    }

    private static Candidate looking(int n, double score, long bits) {
        return candidate(
                n,
                new Judged(attempt(n), new Verdict(true, score, List.of()), new Fingerprint(bits), null, null, null));
    }

    private static Candidate rejected(int n, double score, String... codes) {
        var reasons = Arrays.stream(codes)
                .map(code -> new Reason(code, "sharpness", 1, 2, "no"))
                .toList();
        return candidate(n, new Judged(attempt(n), new Verdict(false, score, reasons), null, null, null, null));
    }

    private static Candidate candidate(int n, Standing standing) {
        return new Candidate("job-" + n, n, 100 + n, standing);
    }

    private static Selected selected(int rank, int n, double score) {
        return new Selected(rank, "job-" + n, attempt(n), 100 + n, score);
    }

    private static UUID attempt(int n) {
        return new UUID(0, n);
    }
}
