package dev.comfymesh.stubs.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultScriptTest {
    private final FaultScript script = new FaultScript(0);

    @Test
    void sparesSomeAndHitsSoMany() {
        script.turn(new FaultScript.Line(Fault.SLOW, 1, 2, 1));

        assertThat(Stream.generate(script::next).limit(4))
                .containsExactly(Fault.NONE, Fault.SLOW, Fault.SLOW, Fault.NONE);
    }

    @Test
    void hitsAShare() {
        script.turn(new FaultScript.Line(Fault.SLOW, 0, 10_000, 0.25));

        assertThat(Stream.generate(script::next).limit(1000).filter(Fault.SLOW::equals))
                .hasSizeBetween(200, 300);
    }

    @Test
    void knowsItsFaultsByTheirWords() {
        assertThat(Fault.values())
                .allSatisfy(fault -> assertThat(Fault.named(fault.word())).isEqualTo(fault));
        assertThatThrownBy(() -> Fault.named("fire")).hasMessageContaining("drop_response_after_accept");
    }
}
