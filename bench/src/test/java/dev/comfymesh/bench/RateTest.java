package dev.comfymesh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RateTest {
    @Test
    void letsTheFirstMomentOnlyBeginTheTime() {
        assertThat(Rate.perSecond(List.of(0L, 0L, 500_000L, 1_000_000L))).isEqualTo(2);
    }

    @Test
    void isUnknownWhenAllHappenedAtOnce() {
        assertThat(Rate.perSecond(List.of(7L, 7L))).isNaN();
        assertThat(Rate.perSecond(List.of())).isNaN();
    }
}
