package dev.comfymesh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final UUID JOB = new UUID(0, 1);
    private static final UUID OTHER_JOB = new UUID(0, 2);
    private static final UUID FIRST_ATTEMPT = new UUID(1, 1);
    private static final UUID SECOND_ATTEMPT = new UUID(1, 2);

    @Test
    void countsMicrosecondsSince1970() {
        assertThat(Moments.of(Instant.ofEpochSecond(2, 3000))).isEqualTo(2_000_003);
    }

    @Test
    void measuresFromOneMomentToTheOther() {
        var sent = new Moments(Map.of(JOB, 10_000L));
        var received = new Moments(Map.of(JOB, 35_000L));

        assertThat(sent.until(received, sent.ids()).max()).isCloseTo(25, within(0.1));
    }

    @Test
    void leavesOutWhatNeverArrived() {
        var sent = new Moments(Map.of(JOB, 10_000L, OTHER_JOB, 11_000L));
        var received = new Moments(Map.of(JOB, 35_000L));

        assertThat(sent.until(received, sent.ids()).count()).isEqualTo(1);
    }

    @Test
    void takesTheFirstAttemptOfAJob() {
        var attempts = new Moments(Map.of(FIRST_ATTEMPT, 20L, SECOND_ATTEMPT, 10L));

        assertThat(attempts.firstOf(Map.of(FIRST_ATTEMPT, JOB, SECOND_ATTEMPT, JOB)))
                .isEqualTo(new Moments(Map.of(JOB, 10L)));
    }

    @Test
    void leavesOutAnAttemptThatNoNodeSaw() {
        var attempts = new Moments(Map.of(FIRST_ATTEMPT, 20L));

        assertThat(attempts.firstOf(Map.of(FIRST_ATTEMPT, JOB, SECOND_ATTEMPT, OTHER_JOB)))
                .isEqualTo(new Moments(Map.of(JOB, 20L)));
    }
}
