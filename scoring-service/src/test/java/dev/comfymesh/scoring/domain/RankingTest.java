package dev.comfymesh.scoring.domain;

import static dev.comfymesh.scoring.domain.SampleProfile.aProfile;
import static dev.comfymesh.scoring.domain.SampleProfile.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Selected;
import dev.comfymesh.scoring.domain.Candidate.Awaited;
import dev.comfymesh.scoring.domain.Candidate.Judged;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Rule.Bound;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final Rule CRISP = rule("BLURRED", Dimension.SHARPNESS, Bound.AT_LEAST, 50, "blurred");
    private static final Rule LIGHT = rule("DARK", Dimension.BRIGHTNESS, Bound.AT_LEAST, 0.2, "dark");

    @Nested
    class WhenLookingDifferentCounts {
        private static final long STRANGE = 0xffff_ffffL;
        private static final long ALIKE = 0xffL;

        @Test
        void takesTheStrangerOfTwoThatAreNearlyAsGood() {
            var diverse = aProfile().choosing(0, 0.5).made();

            assertThat(chosen(diverse, 2, seen(1, 90, 0), seen(2, 88, ALIKE), seen(3, 80, STRANGE)))
                    .containsExactly("1", "3");
        }

        @Test
        void takesTheBetterWhereItDoesNot() {
            assertThat(chosen(aProfile().made(), 2, seen(1, 90, 0), seen(2, 88, ALIKE), seen(3, 80, STRANGE)))
                    .containsExactly("1", "2");
        }

        @Test
        void takesTheStrangerOnlyIfItIsNotMuchWorse() {
            var diverse = aProfile().choosing(0, 0.2).made();

            assertThat(chosen(diverse, 2, seen(1, 90, 0), seen(2, 88, ALIKE), seen(3, 10, STRANGE)))
                    .containsExactly("1", "2");
        }
    }

    @Nested
    class WhenEmbeddingsAreCompared {
        private static final long STRANGE = 0xffff_ffffL;

        private final Profile profile = aProfile().choosing(0, 0.9, 0).made();

        @Test
        void deliversNoneThatLooksLikeABetterOne() {
            var ranking = Ranking.of(
                    List.of(at(3, 70, 0, 90), at(2, 80, STRANGE, 20), at(1, 90, ~STRANGE, 0)), 3, profile, false);

            assertThat(ids(ranking)).containsExactly("1", "3");
            assertThat(ranking.duplicates()).containsExactly(Map.entry("2", "1"));
        }

        @Test
        void stillDeliversNoneWhoseFingerprintIsTooNear() {
            var both = aProfile().choosing(8, 0.9, 0).made();

            assertThat(ids(Ranking.of(List.of(at(1, 90, 0, 0), at(2, 80, 1, 90)), 2, both, false)))
                    .containsExactly("1");
        }

        @Test
        void comparesNoneThatIsOfAnotherModelOrHasNoEmbedding() {
            var other = new Embedding("other", new float[] {1, 0});

            assertThat(ids(Ranking.of(
                            List.of(at(1, 90, 0, 0), embedded(2, 80, STRANGE, other), embedded(3, 70, ~0L, null)),
                            3,
                            profile,
                            false)))
                    .containsExactly("1", "2", "3");
        }

        @Test
        void takesTheStrangerByEmbeddingWhereAllHaveOne() {
            var diverse = aProfile().choosing(0, 1.0, 0.5).made();
            var pool = List.of(at(1, 90, 0, 0), at(2, 88, STRANGE, 10), at(3, 80, 1, 90));

            assertThat(ids(Ranking.of(pool, 2, diverse, false))).containsExactly("1", "3");
        }

        @Test
        void takesTheStrangerByFingerprintWhereOneHasNone() {
            var diverse = aProfile().choosing(0, 1.0, 0.5).made();
            var pool =
                    List.of(at(1, 90, 0, 0), at(2, 88, STRANGE, 10), at(3, 80, 1, 90), embedded(4, 1, STRANGE, null));

            assertThat(ids(Ranking.of(pool, 2, diverse, false))).containsExactly("1", "2");
        }

        /** Its embedding lies that many degrees from the first. */
        private Candidate at(int n, double sharpness, long bits, double degrees) {
            var angle = Math.toRadians(degrees);
            return embedded(n, sharpness, bits, Embedding.of("m", new float[] {
                (float) Math.cos(angle), (float) Math.sin(angle)
            }));
        }

        private Candidate embedded(int n, double sharpness, long bits, @Nullable Embedding embedding) {
            var seen = new Measurements(Map.of(Dimension.SHARPNESS, sharpness), Map.of(), List.of());
            return candidate(n, profile, new Measured(seen, new Fingerprint(bits), embedding));
        }
    }

    @Nested
    class WhenTooFewPass {
        private final Profile profile =
                aProfile().choosing(8, 0, "BLURRED", "DARK").rules(CRISP, LIGHT).made();
        private final Candidate good = seen(profile, 1, 60, 0.5, 0);
        private final Candidate blurred = seen(profile, 2, 40, 0.5, ~0L);
        private final Candidate dark = seen(profile, 3, 90, 0.1, 0xffff_ffffL);
        private final Candidate both = seen(profile, 4, 45, 0.1, 0xffff_0000L);

        @Test
        void relaxesGatesInTheirOrderAndNoMoreThanAreNeeded() {
            var all = List.of(both, dark, blurred, good);

            assertThat(ids(Ranking.of(all, 2, profile, true))).containsExactly("1", "2");
            assertThat(ids(Ranking.of(all, 3, profile, true))).containsExactly("1", "2", "3");
            assertThat(ids(Ranking.of(all, 4, profile, true))).containsExactly("1", "2", "3", "4");
        }

        @Test
        void relaxesNothingWhileMoreMayCome() {
            assertThat(ids(Ranking.of(List.of(good, blurred), 2, profile, false)))
                    .containsExactly("1");
        }

        @Test
        void neverRelaxesAGateThatIsNotListed() {
            var stricter =
                    aProfile().choosing(8, 0, "BLURRED").rules(CRISP, LIGHT).made();

            assertThat(ids(Ranking.of(List.of(both, dark, blurred, good), 4, stricter, true)))
                    .containsExactly("1", "2");
        }

        @Test
        void deliversNothingThatCouldNotBeReadHoweverMuchIsRelaxed() {
            var torn = candidate(5, profile, Examination.unreadable("torn"));

            assertThat(ids(Ranking.of(List.of(torn, good), 2, profile, true))).containsExactly("1");
        }
    }

    @Nested
    class WhenGatesCompareThePool {
        private final Profile upperHalf = aProfile()
                .choosing(0, 0)
                .rules(new Rule(
                        "BELOW_HALF",
                        Dimension.SHARPNESS,
                        Bound.AT_LEAST,
                        new Threshold.Percentile(50, null),
                        "{measured} is below {threshold}",
                        null))
                .made();

        @Test
        void setsAsideWhatPassedByItselfWithItsReason() {
            var pool = List.of(seen(1, 10, 0), seen(2, 20, 0), seen(3, 30, 0));
            var ranking = Ranking.of(pool, 3, upperHalf, false);

            assertThat(ids(ranking)).containsExactly("3", "2");
            assertThat(ranking.setAside()).containsOnlyKeys("1");
            assertThat(ranking.setAside().get("1").text()).isEqualTo("10 is below 20");
        }

        @Test
        void countsItAmongTheReasonsOfAShortPool() {
            var outcome = Outcome.of(List.of(seen(1, 10, 0), seen(2, 20, 0), seen(3, 30, 0)), 3, upperHalf, true);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Short.class,
                            shortage -> assertThat(shortage.reasons())
                                    .singleElement()
                                    .hasFieldOrPropertyWithValue("code", "BELOW_HALF"));
        }

        @Test
        void leavesOutOfTheComparisonWhatWasNotMeasured() {
            var awaited = new Candidate("9", 9, 9, new Awaited());

            assertThat(ids(Ranking.of(List.of(awaited, seen(1, 10, 0)), 1, upperHalf, false)))
                    .containsExactly("1");
        }
    }

    private static List<String> chosen(Profile profile, int count, Candidate... candidates) {
        return ids(Ranking.of(List.of(candidates), count, profile, false));
    }

    private static List<String> ids(Ranking ranking) {
        return ranking.selection().stream().map(Selected::candidateId).toList();
    }

    /** Its score is a hundredth of its sharpness. */
    private static Candidate seen(int n, double sharpness, long bits) {
        return seen(aProfile().made(), n, sharpness, 0.5, bits);
    }

    private static Candidate seen(Profile profile, int n, double sharpness, double brightness, long bits) {
        var values = Map.of(Dimension.SHARPNESS, sharpness, Dimension.BRIGHTNESS, brightness);
        return candidate(
                n, profile, new Measured(new Measurements(values, Map.of(), List.of()), new Fingerprint(bits)));
    }

    private static Candidate candidate(int n, Profile profile, Examination examination) {
        var judged = Judged.of(new UUID(0, n), profile.judge(examination), examination);
        return new Candidate(String.valueOf(n), n, n, judged);
    }
}
