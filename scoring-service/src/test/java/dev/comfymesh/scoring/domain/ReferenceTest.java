package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.domain.Examination.Measured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules that compare with what was measured in a reference picture: the job's own if it has one, else the profile's. */
class ReferenceTest {
    private static final double USUAL = 0.5;
    private static final Rule AS_BRIGHT = new Rule(
            "DARKER",
            Dimension.BRIGHTNESS,
            Rule.Bound.AT_LEAST,
            new Threshold.OfReference(0.8, USUAL),
            "It is {measured}, at least {threshold} is wanted.",
            null);
    private static final Grade BY_BRIGHTNESS = new Grade(Dimension.BRIGHTNESS, 1, List.of(new Grade.Point(0, 1)));
    private static final Measurements CANDIDATE = measured(0.45);

    @Test
    void isTheProfilesWhereTheJobHasNone() {
        assertThat(verdict(CANDIDATE, Policy.PASS).passed()).isTrue();
        assertThat(verdict(measured(0.39), Policy.PASS).passed()).isFalse();
    }

    @Test
    void isTheJobsOwnWhereItHasOne() {
        assertThat(verdict(CANDIDATE.comparedWith(measured(0.6)), Policy.PASS))
                .isEqualTo(new Verdict(
                        false,
                        1,
                        List.of(new Reason(
                                "DARKER", "brightness", 0.45, 0.48, "It is 0.45, at least 0.48 is wanted."))));
        assertThat(verdict(measured(0.2).comparedWith(measured(0.2)), Policy.PASS)
                        .passed())
                .isTrue();
    }

    @Test
    void isNotReplacedByTheProfilesWhereTheJobsOwnCannotBeRead() {
        var unread = CANDIDATE.comparedWith(
                new Measurements(Map.of(), Map.of(Dimension.BRIGHTNESS, Gap.unknown("It is no picture.")), List.of()));

        assertThat(verdict(unread, Policy.PASS))
                .isEqualTo(new Verdict(
                        true,
                        1,
                        List.of(new Reason(
                                "UNKNOWN",
                                "DARKER",
                                0,
                                1,
                                "Of the reference picture nothing is known. It is no picture."))));
        assertThat(verdict(unread, Policy.IGNORE).reasons()).isEmpty();
        assertThat(verdict(unread, Policy.REJECT).passed()).isFalse();
    }

    private static Verdict verdict(Measurements measurements, Policy unknown) {
        return SampleProfile.aProfile()
                .rules(AS_BRIGHT)
                .grades(BY_BRIGHTNESS)
                .unknown(Map.of(Dimension.BRIGHTNESS, unknown))
                .made()
                .judge(new Measured(measurements, new Fingerprint(0)));
    }

    private static Measurements measured(double brightness) {
        return new Measurements(Map.of(Dimension.BRIGHTNESS, brightness), Map.of(), List.of());
    }
}
