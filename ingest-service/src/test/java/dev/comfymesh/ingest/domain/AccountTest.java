package dev.comfymesh.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.testkit.SampleJob;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {
    private final Job dear = job(900);
    private final Job cheap = job(100);
    private final Job free = job(0);

    @Test
    void coversAllThatItsMoneySufficesFor() {
        assertThat(new Account(1_000).uncovered(List.of(dear, cheap, free))).isEmpty();
    }

    @Test
    void coversWhoeverAskedFirst() {
        assertThat(new Account(950).uncovered(List.of(dear, cheap))).isEqualTo(Map.of(cheap.id(), new Account(50)));
    }

    @Test
    void coversACheapJobAfterOneThatIsTooDear() {
        assertThat(new Account(500).uncovered(List.of(cheap, dear, free, cheap)))
                .isEqualTo(Map.of(dear.id(), new Account(400)));
    }

    @Test
    void coversNothingWhenItIsOverdrawn() {
        assertThat(new Account(-1).uncovered(List.of(free))).containsOnlyKeys(free.id());
    }

    private static Job job(long capMicros) {
        return Job.accepted(SampleJob.aJob().capMicros(capMicros).accepted(), Map.of());
    }
}
