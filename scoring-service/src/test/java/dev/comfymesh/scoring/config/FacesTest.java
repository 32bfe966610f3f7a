package dev.comfymesh.scoring.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comfymesh.scoring.RecordedFaces;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.app.Decoder.Decoded;
import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Gap;
import dev.comfymesh.scoring.domain.Intent;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Pictures;
import dev.comfymesh.scoring.domain.Region;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One photograph, shown to what real networks answered to it, is measured as other programs measure it. */
class FacesTest {
    private static final Picture PHOTOGRAPH = photograph();
    private static final Set<Dimension> ALL = EnumSet.range(Dimension.FACE_COUNT, Dimension.SKIN_TONE);

    private final Measurements measured = measure(RecordedFaces.models(), new Features(PHOTOGRAPH));

    @Test
    void theFaceIsWhereOpenCvFindsIt() {
        var golden = RecordedFaces.GOLDEN.get("faces").get(0);

        assertThat(measured.of(Dimension.FACE_COUNT)).isEqualTo(1);
        assertThat(measured.of(Dimension.FACE_SIZE))
                .isCloseTo(golden.get(2).asDouble() * golden.get(3).asDouble() / PHOTOGRAPH.pixels(), within(1e-4));
        var box = region(Dimension.FACE_COUNT);
        assertThat(new double[] {box.left(), box.top(), box.width(), box.height()})
                .containsExactly(
                        new double[] {
                            golden.get(0).asDouble() / PHOTOGRAPH.width(),
                            golden.get(1).asDouble() / PHOTOGRAPH.height(),
                            golden.get(2).asDouble() / PHOTOGRAPH.width(),
                            golden.get(3).asDouble() / PHOTOGRAPH.height()
                        },
                        within(1e-5));
    }

    @Test
    void theEyesAreAsOpenAsTheMeshSaysThatIsShownPatchesByOpenCv() {
        assertThat(measured.of(Dimension.EYES_OPEN))
                .isCloseTo(RecordedFaces.GOLDEN.get("eyesOpen").asDouble(), within(0.002));
    }

    @Test
    void sheLooksIntoTheCameraAndSmiles() {
        assertThat(measured.of(Dimension.FACE_TURN)).isBetween(0.0, 15.0);
        assertThat(measured.of(Dimension.FACE_YAW)).isBetween(-15.0, 15.0);
        assertThat(measured.of(Dimension.FACE_ROLL)).isBetween(-5.0, 5.0);
        assertThat(measured.of(Dimension.SMILE)).isGreaterThan(0.5);
        assertThat(measured.of(Dimension.FACE_SHARPNESS)).isGreaterThan(100);
    }

    @Test
    void everyNumberNamesTheModelsThatItIsOf() {
        var runs =
                measured.runs().stream().collect(Collectors.toMap(Measurements.Run::scorer, Measurements.Run::models));

        assertThat(runs)
                .containsEntry("face-count@1", List.of("yunet@recorded"))
                .containsEntry("eyes@1", List.of("yunet@recorded", "face-mesh@recorded"));
    }

    @Test
    void everythingSeenIsShownInThePicture() {
        assertThat(measured.regions()).extracting(Region::label).contains("face", "eye", "mouth", "largest face");
        assertThat(measured.regions()).allSatisfy(region -> {
            assertThat(region.left() + region.width()).isBetween(0.0, 1.0);
            assertThat(region.top() + region.height()).isBetween(0.0, 1.0);
        });
    }

    @Nested
    class BesideAReference {
        @Test
        void halfTheLightIsOneStopDarker() {
            var darker = new Features(PHOTOGRAPH, intent(exposed(2)));

            assertThat(measure(SAME_FACES, darker).of(Dimension.SKIN_TONE)).isCloseTo(1, within(0.05));
        }

        @Test
        void theSamePictureHasTheSameToneAndTheSameFace() {
            var same = measure(SAME_FACES, new Features(PHOTOGRAPH, intent(PHOTOGRAPH)));

            assertThat(same.of(Dimension.SKIN_TONE)).isZero();
            assertThat(same.of(Dimension.LIKENESS)).isCloseTo(1, within(1e-9));
        }

        @Test
        void theMostAlikeOfSeveralCounts() {
            var one = measure(SAME_FACES, new Features(PHOTOGRAPH, intent(exposed(9))));
            var several = measure(SAME_FACES, new Features(PHOTOGRAPH, intent(exposed(9), PHOTOGRAPH)));

            assertThat(one.of(Dimension.LIKENESS)).isLessThan(0.999);
            assertThat(several.of(Dimension.LIKENESS)).isCloseTo(1, within(1e-9));
        }

        @Test
        void oneWithoutAFaceIsNoneToCompareWith() {
            var compared = measure(SAME_FACES, new Features(PHOTOGRAPH, intent(Pictures.flat(90))));

            assertThat(compared.gap(Dimension.LIKENESS)).isEqualTo(Gap.unknown("There is no face in the picture."));
            assertThat(compared.gap(Dimension.SKIN_TONE)).isEqualTo(Gap.unknown("There is no face in the picture."));
        }

        @Test
        void noneAtAllIsSaid() {
            assertThat(measured.gap(Dimension.SKIN_TONE)).isEqualTo(Gap.unknown("The job names no reference picture."));
        }
    }

    @Nested
    class Without {
        @Test
        void aModelItsNameIsGiven() {
            var unknown = measure(Models.NONE, new Features(PHOTOGRAPH)).unknown();

            assertThat(unknown.keySet()).isEqualTo(ALL);
            assertThat(unknown.values()).containsOnly(Gap.unavailable("yunet", "Nobody has brought one."));
            assertThat(measured.gap(Dimension.LIKENESS))
                    .isEqualTo(Gap.unavailable("face-embedder", "Nobody has brought one."));
        }

        @Test
        void aFaceThereAreNoneAndTheRestIsUnknown() {
            var empty = measure(RecordedFaces.models(), new Features(Pictures.checkers(700, 300, 40)));

            assertThat(empty.values()).isEqualTo(Map.of(Dimension.FACE_COUNT, 0.0));
            assertThat(empty.unknown().values()).containsOnly(Gap.unknown("There is no face in the picture."));
        }
    }

    /** Three sums of a face: hardly what tells people apart, but the same for the same pixels. */
    private static final Models SAME_FACES = RecordedFaces.whateverTheLight(input -> {
        var pixels = ((Tensor.Floats) input.values().iterator().next()).values();
        var sums = new float[3];
        for (var at = 0; at < pixels.length; at++) {
            sums[3 * at / pixels.length] += pixels[at];
        }
        return Map.of("vector", new Tensor.Floats(new int[] {1, 3}, sums));
    });

    private static Measurements measure(Models models, Features features) {
        return new Panel(ShippedScorers.all(models), () -> 0).measure(features, ALL);
    }

    private Region region(Dimension dimension) {
        return measured.regions().stream()
                .filter(region -> region.dimension() == dimension)
                .findFirst()
                .orElseThrow();
    }

    private static Intent intent(Picture... references) {
        return new Intent(
                Optional.empty(), Stream.of(references).map(Features::new).toList(), Optional.empty());
    }

    /** The photograph with so many times less light. */
    private static Picture exposed(double less) {
        var colours = PHOTOGRAPH.colours();
        var bands = new byte[3 * PHOTOGRAPH.pixels()];
        for (var pixel = 0; pixel < PHOTOGRAPH.pixels(); pixel++) {
            bands[3 * pixel] = darker(colours.red(pixel), less);
            bands[3 * pixel + 1] = darker(colours.green(pixel), less);
            bands[3 * pixel + 2] = darker(colours.blue(pixel), less);
        }
        return new Picture(new Colours(PHOTOGRAPH.width(), PHOTOGRAPH.height(), bands));
    }

    private static byte darker(int value, double less) {
        var light = Math.pow((value / 255.0 + 0.055) / 1.055, 2.4) / less;
        return (byte) Math.round(255 * Math.max(0, 1.055 * Math.pow(light, 1 / 2.4) - 0.055));
    }

    private static Picture photograph() {
        return switch (new ImageIoDecoder().decode(RecordedFaces.photograph())) {
            case Decoded.Readable(var picture) -> picture;
            case Decoded.Unreadable(var why) -> throw new AssertionError(why);
        };
    }
}
