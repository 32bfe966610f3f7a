package dev.comfymesh.scoring.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextMapTest {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 120;

    private final float[] likelihood = new float[WIDTH * HEIGHT];

    @Test
    void growsTheCoreOfALineToTheLine() {
        paint(50, 40, 150, 50, 0);

        assertThat(boxes()).singleElement().satisfies(box -> {
            // 100 x 10, and 100 * 10 * 1.5 / 220 more on each side.
            assertThat(box.width()).isCloseTo(100 + 2 * 6.8, within(0.1));
            assertThat(box.height()).isCloseTo(10 + 2 * 6.8, within(0.1));
            assertThat(box.x()).isCloseTo(100, within(1e-9));
            assertThat(box.y()).isCloseTo(45, within(1e-9));
            assertThat(box.downY()).isPositive();
        });
    }

    @Test
    void findsHowALineLeans() {
        paint(40, 55, 160, 65, Math.toRadians(20));

        assertThat(boxes())
                .singleElement()
                .satisfies(box -> assertThat(Math.toDegrees(Math.atan2(box.alongY(), box.alongX())))
                        .isCloseTo(20, within(2.0)));
    }

    @Test
    void readsAHighBoxDownwards() {
        paint(95, 10, 105, 110, 0);

        assertThat(boxes()).singleElement().satisfies(box -> {
            assertThat(box.alongY()).isPositive();
            assertThat(box.width()).isGreaterThan(box.height());
        });
    }

    @Test
    void keepsSpotsApartAndPassesOverSpecks() {
        paint(10, 10, 80, 20, 0);
        paint(10, 60, 80, 70, 0);
        paint(150, 100, 151, 101, 0);

        assertThat(boxes()).hasSize(2);
    }

    @Test
    void findsNothingWhereNothingIsLikely() {
        assertThat(boxes()).isEmpty();
    }

    private List<Slant> boxes() {
        return new TextMap(WIDTH, HEIGHT, likelihood).boxes();
    }

    /** All pixels from one corner to the other, turned about their middle. */
    private void paint(int left, int top, int right, int bottom, double angle) {
        var middleX = (left + right) / 2.0;
        var middleY = (top + bottom) / 2.0;
        for (var y = 0; y < HEIGHT; y++) {
            for (var x = 0; x < WIDTH; x++) {
                var along = (x - middleX) * Math.cos(angle) + (y - middleY) * Math.sin(angle);
                var down = (y - middleY) * Math.cos(angle) - (x - middleX) * Math.sin(angle);
                if (Math.abs(along) <= (right - left) / 2.0 && Math.abs(down) <= (bottom - top) / 2.0) {
                    likelihood[y * WIDTH + x] = 0.9f;
                }
            }
        }
    }
}
