package dev.comfymesh.router.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.domain.Odds.Passes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExperienceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final long LOAD = 35_000;

    private final Experience experience = new Experience();

    @Test
    void expectsOfAShapeWhatItTookOnTheSameGrade() {
        warm("a", 8_000);

        assertThat(expected("a")).isEqualTo(8_000);
        assertThat(experience.estimates(Duration.ofSeconds(10)).of("other").expectedMillis("a"))
                .isEqualTo(10_000);
    }

    @Nested
    class WhenARunHadToLoadModels {
        @Test
        void leavesTheLoadOutOfTheFirstGuess() {
            cold("a", 40_000);

            assertThat(expected("a")).isEqualTo(10_000);
        }

        @Test
        void letsTheFirstRunWithoutALoadReplaceTheGuess() {
            cold("a", 40_000);
            warm("a", 6_000);

            assertThat(expected("a")).isEqualTo(6_000);
        }

        @Test
        void learnsHowLongLoadsTakeAndNothingOfAKnownLength() {
            warm("a", 6_000);
            cold("a", 9_500);

            assertThat(expected("a")).isEqualTo(6_000);
            assertThat(timesOfLoads("a")).isEqualTo(0.1);
        }

        @Test
        void correctsWhatItExpectsOfLoadsByAsMuchAsItWasWrong() {
            warm("a", 6_000);
            cold("a", 6_000 + LOAD);
            learn("a", null, 6_000 + 2 * LOAD, LOAD, null);

            assertThat(timesOfLoads("a")).isBetween(1.25, 1.35);
        }

        @Test
        void expectsTheSameOfTargetsThatNeverLoadedAnything() {
            warm("a", 6_000);
            cold("a", 6_000 + 2 * LOAD);

            assertThat(timesOfLoads("b")).isEqualTo(2);
        }
    }

    @Test
    void takesARunThatIsFarTooLongForASignOfASickTarget() {
        warm("a", 5_000);
        warm("a", 25_000);

        assertThat(expected("a")).isEqualTo(5_000);
        assertThat(form("a").pacePerMille(NOW)).isGreaterThan(1_600);
    }

    @Test
    void holdsAgainstATargetOnlyWhatIsItsOwn() {
        learn("a", FailureClass.NODE_ERROR, 500, 0, null);
        assertThat(experience.odds().form("a")).isNull();

        learn("a", FailureClass.STALLED, 500, 0, null);
        assertThat(form("a").successPerMille(NOW)).isLessThan(950);
    }

    @Test
    void learnsNothingOfLengthFromWhatWasMadeBefore() {
        warm("a", 5_000);
        warm("a", 0);

        assertThat(expected("a")).isEqualTo(5_000);
    }

    @Test
    void learnsFromTheMeterWhatARunCostsBesideItsTime() {
        learn("a", null, 1_000, 0, 20_000L);
        learn("a", null, 1_000, 0, 30_000L);

        assertThat(new Traits(null, 0, null)
                        .with(null, experience.of(target("a")))
                        .microsPerRun("s"))
                .isEqualTo(23_000);
        assertThat(new Traits(null, 0, null)
                        .with(null, experience.of(target("a")))
                        .microsPerRun("new"))
                .isEqualTo(23_000);
        assertThat(new Traits(null, 7, null)
                        .with(null, experience.of(target("a")))
                        .microsPerRun("s"))
                .isEqualTo(7);
    }

    @Test
    void isTheSameAgainAfterItWasRecalled() {
        warm("a", 6_000);
        cold("b", 40_000);
        learn("c", FailureClass.LOST, 0, 0, null);
        learn("d", null, 1_000, 0, 20_000L);
        experience.recallPasses(List.of(new Passes("s", "a", 10, 5)));

        var again = new Experience();
        again.recall(experience.takeFresh());
        again.recallPasses(List.of(new Passes("s", "a", 10, 5)));

        for (var grade : List.of("a", "b", "c", "d")) {
            assertThat(again.estimates(Duration.ZERO).of("s").expectedMillis(grade))
                    .isEqualTo(expected(grade));
            assertThat(again.odds().form(grade)).isEqualTo(experience.odds().form(grade));
            assertThat(again.odds().passRate(grade)).isEqualTo(experience.odds().passRate(grade));
            assertThat(again.of(target(grade))).isEqualTo(experience.of(target(grade)));
        }
        assertThat(experience.takeFresh()).isEmpty();
    }

    private void warm(String target, long gpuMillis) {
        learn(target, null, gpuMillis, 0, null);
    }

    private void cold(String target, long gpuMillis) {
        learn(target, null, gpuMillis, LOAD, null);
    }

    private void learn(
            String target, @Nullable FailureClass failure, long gpuMillis, long loadMillis, @Nullable Long metered) {
        experience.learn(
                new Run(UUID.randomUUID(), target, target, "s", failure, gpuMillis, loadMillis, 0, metered, NOW));
    }

    private Form form(String target) {
        return Objects.requireNonNull(experience.odds().form(target));
    }

    private long expected(String grade) {
        return experience.estimates(Duration.ofSeconds(10)).of("s").expectedMillis(grade);
    }

    private double timesOfLoads(String target) {
        return experience.of(target(target)).timesOfLoads();
    }

    private static Target target(String id) {
        return Samples.node(id);
    }
}
