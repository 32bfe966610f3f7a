package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.domain.Measurements.Run;
import dev.comfymesh.scoring.domain.Scorer.Reading;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PanelTest {
    private static final Picture PICTURE = Pictures.flat(51);

    private final AtomicInteger computed = new AtomicInteger();
    private final Feature<Integer> counted = _ -> computed.incrementAndGet();

    @Test
    void asksOnlyThoseOfWhomSomethingIsWanted() {
        var panel = panel(
                scorer("bright@1", Dimension.BRIGHTNESS, _ -> Reading.of(Dimension.BRIGHTNESS, 0.5)),
                scorer("noise@2", Dimension.NOISE, _ -> {
                    throw new AssertionError("nobody wants it");
                }));

        var measurements = panel.measure(PICTURE, Set.of(Dimension.BRIGHTNESS, Dimension.SHARPNESS));

        assertThat(measurements)
                .isEqualTo(new Measurements(
                        Map.of(Dimension.BRIGHTNESS, 0.5), Map.of(), List.of(new Run("bright@1", 1_000))));
        assertThat(measurements.find(Dimension.SHARPNESS)).isEmpty();
    }

    @Test
    void saysOfWhatCannotBeMeasuredWhyAndNeverZero() {
        var panel = panel(
                scorer("noise@1", Dimension.NOISE, _ -> new Reading.Unknown("It is too small.")),
                scorer("bright@1", Dimension.BRIGHTNESS, _ -> Reading.of(Dimension.BRIGHTNESS, Double.NaN)),
                scorer("sharp@1", Dimension.SHARPNESS, _ -> {
                    throw new IllegalStateException("its model is torn");
                }),
                scorer("look@1", Dimension.CONTRAST, _ -> new Reading.Unavailable("eye", "Nobody has brought one.")),
                scorer("entropy@1", Dimension.ENTROPY, _ -> Reading.of(Dimension.ENTROPY, 7)));

        var measurements = panel.measure(PICTURE, Set.of(Dimension.values()));

        assertThat(measurements.values()).isEqualTo(Map.of(Dimension.ENTROPY, 7.0));
        assertThat(measurements.unknown())
                .isEqualTo(Map.of(
                        Dimension.NOISE,
                        Gap.unknown("It is too small."),
                        Dimension.BRIGHTNESS,
                        Gap.unknown("It was measured as NaN."),
                        Dimension.SHARPNESS,
                        Gap.unknown("sharp@1 broke: java.lang.IllegalStateException: its model is torn"),
                        Dimension.CONTRAST,
                        Gap.unavailable("eye", "Nobody has brought one.")));
    }

    @Test
    void keepsWhereItWasSeenAndByWhichModels() {
        var box = new Region(Dimension.NOISE, 0.1, 0.2, 0.3, 0.4, "here");
        var eye = new Models.Found.Ready("eye", "sha256:0", _ -> Map.of());
        var panel = panel(scorer(
                "look@1", Dimension.NOISE, _ -> new Reading.Seen(Map.of(Dimension.NOISE, 1.0), List.of(box)).by(eye)));

        var measurements = panel.measure(PICTURE, Set.of(Dimension.NOISE));

        assertThat(measurements.regions()).containsExactly(box);
        assertThat(measurements.runs()).containsExactly(new Run("look@1", 1_000, List.of("eye@sha256:0")));
    }

    @Test
    void computesAFeatureOnceForAllWhoNeedIt() {
        var panel = panel(
                scorer("a@1", Dimension.NOISE, features -> Reading.of(Dimension.NOISE, features.of(counted))),
                scorer("b@1", Dimension.ENTROPY, features -> Reading.of(Dimension.ENTROPY, features.of(counted))));

        assertThat(panel.measure(PICTURE, Set.of(Dimension.values())).values())
                .isEqualTo(Map.of(Dimension.NOISE, 1.0, Dimension.ENTROPY, 1.0));
        assertThat(panel.measure(PICTURE, Set.of(Dimension.NOISE)).values()).isEqualTo(Map.of(Dimension.NOISE, 2.0));
    }

    @Test
    void knowsFeaturesByWhatTheyAreAndLetsOneUseAnother() {
        var features = new Features(Pictures.of(64, 32, (x, y) -> x + y));

        assertThat(features.of(new Feature.Within(16))).isSameAs(features.of(new Feature.Within(16)));
        assertThat(features.of(new Laplacian(16, 2)).width()).isEqualTo(16);
    }

    /** From one look at its clock to the next a millisecond goes by. */
    private static Panel panel(Scorer... scorers) {
        var nanos = new AtomicInteger();
        return new Panel(List.of(scorers), () -> nanos.getAndAdd(1_000_000));
    }

    private static Scorer scorer(String id, Dimension dimension, Function<Features, Reading> measure) {
        return new Scorer() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Set<Dimension> dimensions() {
                return Set.of(dimension);
            }

            @Override
            public Reading measure(Features features) {
                return measure.apply(features);
            }
        };
    }
}
