package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColoursTest {
    private static final Colours TWO_PIXELS = new Colours(2, 1, new byte[] {10, 100, (byte) 250, 21, 50, (byte) 251});

    @Test
    void areAveragedEachForItselfWhereTheyAreMadeFewer() {
        var one = TWO_PIXELS.within(1);

        assertThat(one.width() + " " + one.height()).isEqualTo("1 1");
        assertThat(one.red(0)).isEqualTo(16);
        assertThat(one.green(0)).isEqualTo(75);
        assertThat(one.blue(0)).isEqualTo(251);
    }

    @Test
    void stayAsTheyAreWhereTheyAreFewEnough() {
        assertThat(TWO_PIXELS.within(2)).isSameAs(TWO_PIXELS);
    }

    @Test
    void haveTheLumaThatThePictureOfThemHasWhereTheyAreGrey() {
        var grey = new Picture(4, 3, new byte[] {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110});

        var small = new Picture(grey.colours().within(2));

        assertThat(small.at(0)).isEqualTo(grey.within(2).at(0));
        assertThat(small.at(1)).isEqualTo(grey.within(2).at(1));
    }
}
