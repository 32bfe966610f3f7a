package dev.comfymesh.simulator.domain.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.simulator.domain.fault.Knobs.Position;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KnobsTest {

    private static final Fault NONE = new Fault.None();
    private static final Fault DIE = new Fault.Die();

    private final Knobs knobs = new Knobs(60);

    @Test
    void sparesSomePromptsAndThenHitsSome() {
        knobs.turn(new Position(60, 1, DIE, 2, 1));

        assertThat(knobs.nextFault()).isEqualTo(NONE);
        assertThat(knobs.nextFault()).isEqualTo(DIE);
        assertThat(knobs.nextFault()).isEqualTo(DIE);
        assertThat(knobs.nextFault()).isEqualTo(NONE);
    }

    @Test
    void slowsStepsDown() {
        knobs.turn(new Position(50, 2.5, NONE, 0, 0));

        assertThat(knobs.stepTime()).isEqualTo(Duration.ofMillis(125));
    }
}
