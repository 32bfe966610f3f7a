package dev.comfymesh.scoring.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.Drawings;
import dev.comfymesh.scoring.SamplePictures;
import dev.comfymesh.scoring.adapter.cel.CelConditions;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.adapter.json.JsonProfiles;
import dev.comfymesh.scoring.adapter.json.ProfileFiles;
import dev.comfymesh.scoring.app.Examiner;
import dev.comfymesh.scoring.app.ProfileVersion;
import dev.comfymesh.scoring.domain.Choice;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Fingerprint;
import dev.comfymesh.scoring.domain.Gate;
import dev.comfymesh.scoring.domain.Guard;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.Pictures;
import dev.comfymesh.scoring.domain.Profiles;
import dev.comfymesh.scoring.domain.model.Models;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The profiles as they are shipped, on scenes of every usual size. */
class ShippedProfilesTest {
    private static final Profiles PROFILES = profiles("generic", "lenient", "clean", "headshot", "product", "garment");

    @ParameterizedTest
    @ValueSource(ints = {64, 256, 512, 1024})
    void genericPassesAGoodScene(int size) {
        assertThat(generic(size, Drawings.scene(size)).reasons()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 256, 512, 1024})
    void genericRejectsABlurredScene(int size) {
        assertThat(generic(size, Drawings.blurred(size)).reasons())
                .extracting(Reason::code)
                .containsExactly("BLURRED");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 512})
    void genericRejectsADarkScene(int size) {
        assertThat(generic(size, Drawings.exposed(size, 0.1)).reasons())
                .extracting(Reason::code)
                .contains("TOO_DARK");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 512})
    void genericRejectsABurntScene(int size) {
        assertThat(generic(size, Drawings.exposed(size, 3.5)).reasons())
                .extracting(Reason::code)
                .contains("CLIPPED_HIGHLIGHTS");
    }

    @Test
    void genericRejectsOneColourAsBlank() {
        assertThat(generic(64, (_, _) -> 128).reasons().getFirst())
                .isEqualTo(new Reason(
                        "BLANK",
                        "contrast",
                        0,
                        0.5,
                        "The picture is blank: its luma varies by 0 grey levels, at least 0.5 are wanted."));
    }

    @Test
    void genericPrefersTheCrisperOfTwo() {
        assertThat(generic(512, Drawings.scene(512)).score())
                .isGreaterThan(generic(512, Drawings.blurred(512)).score());
    }

    @Test
    void lenientPassesEvenOneColour() {
        assertThat(judge("lenient", 64, (_, _) -> 128).passed()).isTrue();
    }

    @Test
    void cleanRejectsWhatAnybodySeesIsWrong() {
        var random = new Random(1);
        var town = Drawings.scene(250);
        IntBinaryOperator grainy = (x, y) -> (int) Math.round(town.applyAsInt(x, y) + random.nextGaussian());
        IntBinaryOperator noisy =
                (x, y) -> Math.clamp(Math.round(town.applyAsInt(x, y) + 12 * random.nextGaussian()), 0, 255);
        IntBinaryOperator cut = (x, y) -> y < 150 ? grainy.applyAsInt(x, y) : 120;

        assertThat(judge("clean", 250, grainy).reasons()).isEmpty();
        assertThat(judge("clean", 250, noisy).reasons())
                .extracting(Reason::code)
                .containsExactly("NOISY");
        assertThat(judge("clean", 250, cut).reasons()).extracting(Reason::code).containsExactly("UNDRAWN");
    }

    @Test
    void onlyLenientDeliversDuplicates() {
        assertThat(PROFILES.of("generic").choice().minDistanceBits()).isEqualTo(8);
        assertThat(PROFILES.of("lenient").choice().minDistanceBits()).isZero();
    }

    @Test
    void aProfileThatSaysNothingAboutDuplicatesRejectsThem() {
        assertThat(profiles("terse").of("terse").choice().minDistanceBits()).isEqualTo(Choice.USUAL_MIN_DISTANCE_BITS);
    }

    @Test
    void aProfileThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> profiles("portrait")).hasMessageContaining("portrait.json");
    }

    @Test
    void presetsExtendGenericAndAskForMore() {
        assertThat(PROFILES.of("headshot").rules()).hasSize(12);
        assertThat(PROFILES.of("garment").rules())
                .extracting(Gate::code)
                .containsExactly(
                        "BLANK",
                        "FLAT",
                        "BLURRED",
                        "TOO_DARK",
                        "TOO_BRIGHT",
                        "CLIPPED_SHADOWS",
                        "CLIPPED_HIGHLIGHTS",
                        "NOISY",
                        "GARMENT_COVERED");
        assertThat(PROFILES.of("garment").choice()).isEqualTo(new Choice(8, 0.2, List.of("NOISY")));
    }

    @Test
    void headshotAsksNothingOfFacesWhereNoModelSeesThem() {
        var scene = judge("headshot", 512, Drawings.scene(512));

        assertThat(scene.reasons())
                .extracting(Reason::dimension)
                .doesNotContain("face_count", "face_size", "eyes_open");
    }

    @Test
    void headshotRejectsWhatShowsNoFaceWhereAModelLooks() {
        var measurements = new Measurements(Map.of(Dimension.FACE_COUNT, 0.0), Map.of(), List.of());
        var picture = Pictures.flat(9);

        assertThat(PROFILES.of("headshot")
                        .judge(new Measured(measurements, Fingerprint.of(picture)))
                        .reasons())
                .extracting(Reason::code)
                .contains("NO_FACE")
                .doesNotContain("SEVERAL_FACES", "SMALL_FACE", "EYES_SHUT");
    }

    @Test
    void headshotWantsAFaceThatIsNoDetailOfTheScene() {
        var measurements =
                new Measurements(Map.of(Dimension.FACE_COUNT, 1.0, Dimension.FACE_SIZE, 0.01), Map.of(), List.of());

        assertThat(PROFILES.of("headshot")
                        .judge(new Measured(measurements, Fingerprint.of(Pictures.flat(9))))
                        .reasons())
                .extracting(Reason::code)
                .contains("SMALL_FACE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"headshot", "product", "garment"})
    void presetsPreferTheCalmerBackground(String preset) {
        assertThat(scoreBefore(preset, 0.02)).isGreaterThan(scoreBefore(preset, 0.2));
    }

    @Test
    void noPresetPaysForLookingForText() {
        assertThat(List.of("generic", "lenient", "clean", "headshot", "product", "garment"))
                .allSatisfy(name -> assertThat(PROFILES.of(name).wanted())
                        .doesNotContain(Dimension.TEXT_AREA, Dimension.TEXT_LINES));
    }

    @Test
    void whoExtendsOneByARuleAboutTextHasNoWatermarks() {
        assertThat(unlettered("watermark")).contains("LETTERED");
        assertThat(unlettered("photograph")).doesNotContain("LETTERED");
    }

    private static List<String> unlettered(String name) {
        var profile = profiles("generic", "headshot", "unlettered").of("unlettered");
        var file = SamplePictures.content("/lettering/%s.png".formatted(name));
        var seen = new Examiner(
                        new Guard(1_000_000, 1_000_000, 5_000),
                        new ImageIoDecoder(),
                        new Panel(ShippedScorers.all(ShippedScorers.models(Path.of("none"))), () -> 0))
                .examine(file, profile.wanted());
        return profile.judge(seen).reasons().stream().map(Reason::code).toList();
    }

    private static double scoreBefore(String preset, double clutter) {
        var measurements = new Measurements(
                Map.of(Dimension.SHARPNESS, 2.0, Dimension.BACKGROUND_CLUTTER, clutter), Map.of(), List.of());
        return PROFILES.of(preset)
                .judge(new Measured(measurements, Fingerprint.of(Pictures.flat(9))))
                .score();
    }

    private static Profiles profiles(String... names) {
        return new Profiles(ProfileFiles.read(List.of(names), new JsonProfiles(new CelConditions())).stream()
                .map(ProfileVersion::profile)
                .toList());
    }

    private static Verdict generic(int size, IntBinaryOperator luma) {
        return judge("generic", size, luma);
    }

    private static Verdict judge(String profile, int size, IntBinaryOperator luma) {
        var picture = Pictures.of(size, size, luma);
        var measurements = new Panel(ShippedScorers.all(Models.NONE), () -> 0)
                .measure(picture, PROFILES.of(profile).wanted());
        return PROFILES.of(profile).judge(new Measured(measurements, Fingerprint.of(picture)));
    }
}
