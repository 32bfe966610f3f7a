package dev.comfymesh.simulator.domain.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class FiltersTest {

    private static final Picture GREY = Picture.plain(16, 16, 0x808080);

    @Test
    void addsTheSameNoiseForTheSameSeedAndOtherNoiseForAnother() {
        assertThat(noisy(1).pixels()).isEqualTo(noisy(1).pixels());
        assertThat(noisy(1).pixels()).isNotEqualTo(noisy(2).pixels());
    }

    @Test
    void addsNothingWithoutStrength() {
        assertThat(Filters.noisy(GREY, BigInteger.ONE, 0).pixels()).isEqualTo(GREY.pixels());
    }

    private static Picture noisy(long seed) {
        return Filters.noisy(GREY, BigInteger.valueOf(seed), 0.2);
    }
}
