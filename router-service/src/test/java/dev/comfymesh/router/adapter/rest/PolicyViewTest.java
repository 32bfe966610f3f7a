package dev.comfymesh.router.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.router.domain.Economy;
import dev.comfymesh.router.domain.Economy.Worth;
import dev.comfymesh.router.domain.Lateness;
import dev.comfymesh.router.domain.Pricing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PolicyViewTest {
    @Test
    void tellsHowLongToWaitAsAnIsoDuration() {
        var high = new Worth(new Lateness(20_000, 1_000), Duration.ofMinutes(90));
        var view = PolicyView.of(new Economy("thrifty", 7, new Pricing(100), Worth.NONE, Worth.NONE, high, 100), false);

        assertThat(view.high().patience()).isEqualTo("PT1H30M");
        assertThat(new String(WireJson.write(view), StandardCharsets.UTF_8)).contains("\"patience\":\"PT1H30M\"");
    }
}
