package dev.comfymesh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.bench.Figure.Bound;
import org.junit.jupiter.api.Test;

class FigureTest {
    private static final Bound AT_MOST = Bound.atMost(30, 10);
    private static final Bound AT_LEAST = Bound.atLeast(500, 1000);

    @Test
    void tellsGoalMustAndShortfallApart() {
        assertThat(AT_MOST.verdict(10)).isEqualTo("goal met");
        assertThat(AT_MOST.verdict(11)).isEqualTo("must met");
        assertThat(AT_MOST.verdict(31)).isEqualTo("falls short");
    }

    @Test
    void turnsRoundWhereMoreIsBetter() {
        assertThat(AT_LEAST.verdict(1000)).isEqualTo("goal met");
        assertThat(AT_LEAST.verdict(999)).isEqualTo("must met");
        assertThat(AT_LEAST.verdict(499)).isEqualTo("falls short");
    }

    @Test
    void doesNotFallShortOfAGoalAlone() {
        assertThat(Bound.atMost(Double.NaN, 25).verdict(26)).isEqualTo("goal missed");
        assertThat(Bound.NONE.verdict(26)).isEmpty();
    }

    @Test
    void showsBoundsBesideTheNumber() {
        assertThat(new Figure("accepted", 640.5, "/s", AT_LEAST).row())
                .contains("640.5", ">= 500", ">= 1,000", "must met");
    }
}
