package dev.comfymesh.scoring.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.SamplePictures;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.app.Decoder.Decoded;
import dev.comfymesh.scoring.domain.Colours;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Four quarters of different colours are seen as they were drawn, whatever kind of file another program made of them; see kinds.py. */
class FileColoursTest {
    private static final int[] RED = {200, 30, 40};
    private static final int[] GREEN = {30, 160, 60};
    private static final int[] BLUE = {20, 60, 200};
    private static final int[] YELLOW = {240, 200, 20};
    private static final int[] WHITE = {255, 255, 255};

    /** Half of it over white: its alpha is 128 of 255. */
    private static final int[] HALF_YELLOW = {247, 227, 137};

    static Stream<String> compressed() {
        return Stream.concat(
                Stream.of("flag.jpg", "flag-rgb.jpg"), IntStream.range(2, 9).mapToObj("flag-turned-%d.jpg"::formatted));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flag.png",
                "flag.bmp",
                "flag.gif",
                "flag.webp",
                "flag-palette.png",
                "flag-palette.bmp",
                "flag-deep.png"
            })
    void areExact(String name) {
        see(name, 0, RED, GREEN, BLUE, YELLOW);
    }

    @ParameterizedTest
    @MethodSource("compressed")
    void areNearlySoInAJpegHoweverTheCameraWasHeld(String name) {
        see(name, 2, RED, GREEN, BLUE, YELLOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flag-half.png", "flag-half.webp", "flag-half-palette.png", "flag-half-deep.png"})
    void mixWithWhiteWhereTheyAreHalfTransparent(String name) {
        see(name, 0, RED, GREEN, BLUE, HALF_YELLOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flag-none.png", "flag-none.gif", "flag-none-palette.png"})
    void areWhiteWhereThereAreNone(String name) {
        see(name, 0, RED, GREEN, BLUE, WHITE);
    }

    @Test
    void areGreyInAGreyPicture() {
        see("flag-half-grey.png", 0, grey(82), grey(110), grey(64), grey(223));
    }

    private static int[] grey(int value) {
        return new int[] {value, value, value};
    }

    private static void see(String name, int tolerance, int[]... quarters) {
        var colours = colours(name);

        assertThat(colours.width() + " x " + colours.height()).isEqualTo("24 x 16");
        for (var quarter = 0; quarter < quarters.length; quarter++) {
            var pixel = (4 + 8 * (quarter / 2)) * 24 + 6 + 12 * (quarter % 2);
            var seen = new int[] {colours.red(pixel), colours.green(pixel), colours.blue(pixel)};
            var expected = quarters[quarter];
            assertThat(IntStream.range(0, 3).map(band -> Math.abs(seen[band] - expected[band])))
                    .as("%s is %s", seen, expected)
                    .allMatch(difference -> difference <= tolerance);
        }
    }

    private static Colours colours(String name) {
        return switch (new ImageIoDecoder().decode(SamplePictures.file(name))) {
            case Decoded.Readable(var picture) -> picture.colours();
            case Decoded.Unreadable(var why) -> throw new AssertionError(name + ": " + why);
        };
    }
}
