package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Grade.Point;
import dev.comfymesh.scoring.domain.Rule.Bound;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static final Rule CRISP = SampleProfile.rule(
            "BLURRED", Dimension.SHARPNESS, Bound.AT_LEAST, 40, "sharpness {measured}, not {threshold}");
    private static final Rule NOT_BURNT =
            SampleProfile.rule("CLIPPED_HIGHLIGHTS", Dimension.HIGHLIGHTS, Bound.AT_MOST, 0.25, "{measured} white");
    private static final Grade BY_SHARPNESS =
            new Grade(Dimension.SHARPNESS, 3, List.of(new Point(0, 0), new Point(100, 1)));
    private static final Grade BY_BRIGHTNESS =
            new Grade(Dimension.BRIGHTNESS, 1, List.of(new Point(0.2, 0), new Point(0.5, 1), new Point(0.8, 0.5)));
    private static final Profile PROFILE = profile(Map.of());
    private static final Map<Dimension, Gap> UNKNOWN = Map.of(Dimension.SHARPNESS, Gap.unknown("It is too small."));
    private static final List<Reason> REASONS = List.of(new Reason("UNKNOWN", "sharpness", 0, 1, "It is too small."));

    @Test
    void passesWhatKeepsEveryRuleEvenOnTheThreshold() {
        assertThat(PROFILE.judge(measured(40, 0.5, 0.25))).isEqualTo(new Verdict(true, 0.55, List.of()));
    }

    @Test
    void rejectsWithOneReasonForEachBrokenRule() {
        assertThat(PROFILE.judge(measured(12.345, 0.5, 0.5)).reasons())
                .containsExactly(
                        new Reason("BLURRED", "sharpness", 12.345, 40, "sharpness 12.3, not 40"),
                        new Reason("CLIPPED_HIGHLIGHTS", "highlights", 0.5, 0.25, "0.5 white"));
    }

    @Test
    void givesWhatWasNotMeasuredNoScoreAndItsReason() {
        var refused = Examination.unreadable("The file is torn.");

        assertThat(PROFILE.judge(refused)).isEqualTo(new Verdict(false, 0, List.of(refused.reason())));
    }

    @Test
    void passesOrRejectsWhatNobodyCanJudgeAsItsPolicySays() {
        var sound = Examination.noPicture();
        var strict = SampleProfile.aProfile().unjudged(Policy.REJECT).made();

        assertThat(PROFILE.judge(sound)).isEqualTo(new Verdict(true, 0, List.of(sound.reason())));
        assertThat(strict.judge(sound)).isEqualTo(new Verdict(false, 0, List.of(sound.reason())));
    }

    @Test
    void gradesAlongALineThatIsLevelAtBothEnds() {
        assertThat(List.of(0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0))
                .map(brightness -> BY_BRIGHTNESS.of(values(0, brightness, 0)))
                .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-9 ? 0 : 1)
                .containsExactly(0.0, 0.0, 0.5, 1.0, 0.75, 0.5, 0.5);
    }

    @Test
    void takesTheLowestGradeWhereNothingMakesUpForADefect() {
        var profile =
                SampleProfile.aProfile().grades(BY_SHARPNESS, BY_BRIGHTNESS).weakest();

        assertThat(profile.judge(measured(100, 0.2, 0)).score()).isZero();
        assertThat(profile.judge(measured(70, 0.5, 0)).score()).isEqualTo(0.7);
        assertThat(profile.judge(measured(100, 0.8, 0)).score()).isEqualTo(0.5);
        var unseen = new Measurements(Map.of(), UNKNOWN, List.of());
        assertThat(profile.judge(new Measured(unseen, new Fingerprint(0))).score())
                .isZero();
    }

    @Test
    void weighsTheGrades() {
        assertThat(PROFILE.judge(measured(100, 0.2, 0)).score()).isCloseTo(0.75, within(1e-9));
    }

    @Nested
    class WhenADimensionIsUnknown {
        private final Measurements dim =
                new Measurements(Map.of(Dimension.BRIGHTNESS, 0.2, Dimension.HIGHLIGHTS, 0.0), UNKNOWN, List.of());

        @Test
        void passesWithAReasonAndGradesByTheOthers() {
            assertThat(PROFILE.judge(new Measured(dim, new Fingerprint(0)))).isEqualTo(new Verdict(true, 0, REASONS));
        }

        @Test
        void rejectsIfItsPolicySaysSo() {
            var strict = profile(Map.of(Dimension.SHARPNESS, Policy.REJECT));

            assertThat(strict.judge(new Measured(dim, new Fingerprint(0)))).isEqualTo(new Verdict(false, 0, REASONS));
        }

        @Test
        void saysThatAModelIsMissingByACodeOfItsOwn() {
            var eyeless = new Measurements(
                    Map.of(Dimension.BRIGHTNESS, 0.2),
                    Map.of(Dimension.SHARPNESS, Gap.unavailable("eye", "Nobody has brought one.")),
                    List.of());

            assertThat(PROFILE.judge(new Measured(eyeless, new Fingerprint(0))).reasons())
                    .contains(new Reason(
                            "MODEL_UNAVAILABLE", "sharpness", 0, 1, "It needs the model eye. Nobody has brought one."));
            assertThat(PROFILE.findings(Subject.alone(eyeless)))
                    .first()
                    .extracting(Finding::state)
                    .isEqualTo(Finding.State.MODEL_UNAVAILABLE);
        }

        @Test
        void isAsIfItWereNotAskedForIfItsPolicyIgnoresIt() {
            var lax = profile(Map.of(Dimension.SHARPNESS, Policy.IGNORE));

            assertThat(lax.judge(new Measured(dim, new Fingerprint(0)))).isEqualTo(new Verdict(true, 0, List.of()));
        }

        @Test
        void saysSoOfAStatementThatNobodyCanTell() {
            assertThat(stating(Policy.PASS)).isEqualTo(new Verdict(true, 0, UNTOLD));
            assertThat(stating(Policy.IGNORE)).isEqualTo(new Verdict(true, 0, List.of()));
            assertThat(stating(Policy.REJECT)).isEqualTo(new Verdict(false, 0, UNTOLD));
        }

        private static final List<Reason> UNTOLD = List.of(new Reason("UNKNOWN", "SAID", 0, 1, "nobody knows"));

        private Verdict stating(Policy unknown) {
            var nobodyKnows = new SampleCondition(new Condition.Answer.Unknown(Gap.unknown("nobody knows")));
            return SampleProfile.aProfile()
                    .rules(new Statement("SAID", nobodyKnows, "no", unknown, null))
                    .grades(BY_BRIGHTNESS)
                    .made()
                    .judge(new Measured(dim, new Fingerprint(0)));
        }

        @Test
        void saysNothingOfWhatIsOnlyStored() {
            var noise = new Measurements(
                    values(100, 0.5, 0).values(), Map.of(Dimension.NOISE, Gap.unknown("too small")), List.of());

            assertThat(PROFILE.judge(new Measured(noise, new Fingerprint(0))))
                    .isEqualTo(new Verdict(true, 1, List.of()));
        }
    }

    @Test
    void wantsWhatItsRulesAndGradesNeedAndWhatItStores() {
        assertThat(PROFILE.wanted()).containsExactly(Dimension.SHARPNESS, Dimension.BRIGHTNESS, Dimension.HIGHLIGHTS);
        assertThat(SampleProfile.aProfile().measuring(Dimension.NOISE).made().wanted())
                .containsExactly(Dimension.SHARPNESS, Dimension.NOISE);
    }

    @Test
    void refusesPointsThatDoNotRise() {
        assertThatThrownBy(() -> new Grade(Dimension.CONTRAST, 1, List.of(new Point(5, 0), new Point(5, 1))))
                .hasMessageContaining("do not rise");
    }

    @Test
    void refusesADistanceThatFingerprintsCannotHave() {
        assertThatThrownBy(() -> new Choice(65, 0, List.of())).hasMessageContaining("65");
    }

    @Test
    void refusesTwoProfilesOfOneName() {
        assertThatThrownBy(() -> new Profiles(List.of(PROFILE, PROFILE))).hasMessageContaining("same name");
    }

    private static Profile profile(Map<Dimension, Policy> unknown) {
        return SampleProfile.aProfile()
                .unknown(unknown)
                .rules(CRISP, NOT_BURNT)
                .grades(BY_SHARPNESS, BY_BRIGHTNESS)
                .made();
    }

    private static Examination measured(double sharpness, double brightness, double highlights) {
        return new Measured(values(sharpness, brightness, highlights), new Fingerprint(0));
    }

    private static Measurements values(double sharpness, double brightness, double highlights) {
        return new Measurements(
                Map.of(
                        Dimension.SHARPNESS, sharpness,
                        Dimension.BRIGHTNESS, brightness,
                        Dimension.HIGHLIGHTS, highlights),
                Map.of(),
                List.of());
    }
}
