package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FormTest {
    @Test
    void startsOutTrusted() {
        assertThat(Form.UNKNOWN.successPerMille(NOW)).isEqualTo(950);
        assertThat(Form.UNKNOWN.pacePerMille(NOW)).isEqualTo(1_000);
    }

    @Test
    void countsFailuresAgainstSuccesses() {
        var form = Form.UNKNOWN.succeeded(1, NOW).failed(NOW);

        assertThat(form.successPerMille(NOW)).isEqualTo(Math.round(1000 * 20 / 22.0));
    }

    @Test
    void seesATargetThatHasBecomeSlow() {
        var form = Form.UNKNOWN.succeeded(4, NOW).succeeded(4, NOW);

        assertThat(form.pacePerMille(NOW)).isBetween(2_500, 2_600);
    }

    @Test
    void takesOneLongRunForChance() {
        assertThat(Form.UNKNOWN.succeeded(2.5, NOW).pacePerMille(NOW)).isEqualTo(1_000);
    }

    @Test
    void forgets() {
        var form = Form.UNKNOWN.succeeded(4, NOW).succeeded(4, NOW).failed(NOW);
        var later = NOW.plus(Duration.ofHours(3));

        assertThat(form.pacePerMille(later)).isEqualTo(1_000);
        assertThat(form.successPerMille(later)).isEqualTo(950);
    }
}
