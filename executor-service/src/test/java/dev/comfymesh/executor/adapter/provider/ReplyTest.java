package dev.comfymesh.executor.adapter.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplyTest {
    private static final String NOON = "Mon, 23 Nov 2026 12:00:00 GMT";

    @Test
    void readsAPauseInSeconds() {
        assertThat(pause(Map.of("retry-after", "17"))).isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void readsAPauseAsAMomentByTheProvidersClock() {
        assertThat(pauseUntil("Mon, 23 Nov 2026 12:01:30 GMT")).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void needNotWaitForAMomentThatHasPassed() {
        assertThat(pauseUntil("Mon, 23 Nov 2026 11:59:00 GMT")).isZero();
    }

    @Test
    void believesNoPauseBeyondTenMinutes() {
        assertThat(pause(Map.of("retry-after", "86400"))).isEqualTo(Duration.ofMinutes(10));
        assertThat(pauseUntil("Tue, 24 Nov 2026 12:00:00 GMT")).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void pausesAsUsualWhereNothingOrNonsenseIsTold() {
        assertThat(pause(Map.of())).isEqualTo(Duration.ofSeconds(5));
        assertThat(pauseUntil("soon")).isEqualTo(Duration.ofSeconds(5));
        assertThat(pause(Map.of("retry-after", "Mon, 23 Nov 2026 12:01:30 GMT")))
                .isEqualTo(Duration.ofSeconds(5));
    }

    private static Duration pauseUntil(String moment) {
        return pause(Map.of("retry-after", moment, "date", NOON));
    }

    private static Duration pause(Map<String, String> headers) {
        return new Reply.Got(429, headers, MissingNode.getInstance()).pause();
    }
}
