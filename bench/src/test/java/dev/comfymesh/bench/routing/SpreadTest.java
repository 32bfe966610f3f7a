package dev.comfymesh.bench.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void spansTheMeanByStudentsT() {
        var spread = Spread.of(List.of(1.0, 2.0, 3.0));

        assertThat(spread.mean()).isEqualTo(2);
        assertThat(spread.high() - spread.mean()).isCloseTo(4.303 / Math.sqrt(3), within(1e-9));
        assertThat(spread.low() + spread.high()).isCloseTo(4, within(1e-9));
    }

    @Test
    void knowsNoIntervalOfOneRun() {
        assertThat(Spread.of(List.of(1.0)).low()).isNaN();
    }
}
