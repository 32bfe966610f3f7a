package dev.comfymesh.router.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.router.domain.Estimates.Estimate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthTest {
    @Test
    void takesTheFirstAsItIs() {
        assertThat(Length.UNKNOWN.plus(8_000).estimate("d", "g").serviceMillis())
                .isEqualTo(8_000);
    }

    @Test
    void movesToWhatIsSeenNow() {
        var length = seen(Length.UNKNOWN, 8_000, 20);

        assertThat(seen(length, 16_000, 40).estimate("d", "g").serviceMillis()).isBetween(15_000L, 16_000L);
    }

    @Test
    void isSureOfWhatIsAlwaysTheSame() {
        var once = Length.UNKNOWN.plus(8_000).estimate("d", "g");

        assertThat(seen(Length.UNKNOWN, 8_000, 20).estimate("d", "g").spreadPerMille())
                .isLessThan(once.spreadPerMille());
    }

    @Test
    void seesTheSpread() {
        var length = Length.UNKNOWN;
        for (int n = 0; n < 20; n++) {
            length = length.plus(n % 2 == 0 ? 4_000 : 16_000);
        }

        assertThat(length.estimate("d", "g").spreadPerMille()).isBetween(500L, 750L);
    }

    private static Length seen(Length before, long millis, int times) {
        return IntStream.range(0, times).boxed().reduce(before, (length, _) -> length.plus(millis), (_, last) -> last);
    }

    @Test
    void isLearnedForItsGrade() {
        assertThat(Length.UNKNOWN.plus(1_000).estimate("d", "fast"))
                .extracting(Estimate::shape, Estimate::grade)
                .containsExactly("d", "fast");
    }
}
