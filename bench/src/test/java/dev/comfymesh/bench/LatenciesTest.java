package dev.comfymesh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void readsPercentilesInMilliseconds() {
        LongStream.rangeClosed(1, 1000).forEach(n -> latencies.add(n * 100));

        assertThat(latencies.p50()).isCloseTo(50, within(0.1));
        assertThat(latencies.p99()).isCloseTo(99, within(0.1));
        assertThat(latencies.max()).isCloseTo(100, within(0.1));
        assertThat(latencies.count()).isEqualTo(1000);
    }

    @Test
    void takesATimeBelowZeroForNone() {
        latencies.add(-5);

        assertThat(latencies.max()).isZero();
    }

    @Test
    void isZeroWithoutTimes() {
        assertThat(latencies.p99()).isZero();
    }
}
