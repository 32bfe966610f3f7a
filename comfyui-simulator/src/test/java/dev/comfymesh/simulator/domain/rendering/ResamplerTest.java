package dev.comfymesh.simulator.domain.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplerTest {

    @ParameterizedTest
    @EnumSource
    void keepsAPlainPicturePlain(Resampler resampler) {
        var scaled = resampler.scale(Picture.plain(5, 3, 0x336699), 12, 2);

        assertThat(scaled.pixels()).hasSize(24).containsOnly(0x336699);
    }

    @Test
    void takesTheNearestPixel() {
        var picture = new Picture(2, 1, new int[] {0x000000, 0xffffff});

        assertThat(Resampler.NEAREST_EXACT.scale(picture, 4, 1).pixels()).containsExactly(0, 0, 0xffffff, 0xffffff);
    }

    @Test
    void averagesAreas() {
        var picture = new Picture(4, 1, new int[] {0x000000, 0xfefefe, 0x101010, 0x303030});

        assertThat(Resampler.AREA.scale(picture, 2, 1).pixels()).containsExactly(0x7f7f7f, 0x202020);
    }
}
