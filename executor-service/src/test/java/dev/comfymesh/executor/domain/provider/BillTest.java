package dev.comfymesh.executor.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillTest {
    @Test
    void countsEachBegunMicro() {
        assertThat(Bill.byTime(Duration.ofMillis(1), 975).micros()).isEqualTo(1);
        assertThat(Bill.byTime(Duration.ofMillis(2_000), 975).micros()).isEqualTo(1_950);
        assertThat(Bill.byUnits(2, 2_700, Duration.ZERO).micros()).isEqualTo(5_400);
        assertThatThrownBy(() -> new Bill(-1, Duration.ZERO)).hasMessageContaining("-1");
    }

    @Test
    void isPaidEvenForASuccessThatShowsNothing() {
        var bill = new Bill(7, Duration.ZERO);
        var file = RemoteFile.at("", "a.png", URI.create("http://a/b"));

        assertThat(RemoteRun.finished(List.of(file), bill)).isEqualTo(new RemoteRun.Finished(List.of(file), bill));
        assertThat(RemoteRun.finished(List.of(), bill)).isInstanceOfSatisfying(RemoteRun.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(ProviderFault.NO_OUTPUT);
            assertThat(failed.bill()).isEqualTo(bill);
        });
    }

    @Test
    void boundsWhatAProviderSays() {
        assertThat(ProviderText.sentence("It failed", " two\n lines ")).isEqualTo("It failed: two lines");
        assertThat(ProviderText.sentence("It failed", "")).isEqualTo("It failed.");
        assertThat(ProviderText.sentence("It failed", "x".repeat(1_000))).hasSizeLessThan(420);
    }
}
