package dev.comfymesh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WitnessTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID STRANGER = new UUID(0, 3);

    private final Witness witness = Witness.read(List.of(
            String.join(
                    "\n",
                    line("submitted", FIRST, "00.100"),
                    line("submitted", SECOND, "00.150"),
                    line("started", FIRST, "00.200"),
                    line("finished", FIRST, "00.800"),
                    line("started", SECOND, "00.803"),
                    line("finished", SECOND, "01.400"),
                    line("started", STRANGER, "05.000")),
            "\n"));

    @Test
    void knowsWhenARunCameToItsNode() {
        assertThat(witness.submitted().ids()).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(witness.submitted().byId().get(FIRST) % 1_000_000).isEqualTo(100_000);
    }

    @Test
    void measuresThePauseBetweenTwoRuns() {
        var gaps = witness.gaps(Set.of(FIRST, SECOND));

        assertThat(gaps.count()).isEqualTo(1);
        assertThat(gaps.p50()).isCloseTo(3, within(0.01));
    }

    private static String line(String event, UUID run, String second) {
        return """
                {"at": "2026-01-01T00:00:%sZ", "node": "sim-0", "event": "%s", "promptId": "%s", "number": 0}""".formatted(second, event, run);
    }
}
