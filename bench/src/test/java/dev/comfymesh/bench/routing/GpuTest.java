package dev.comfymesh.bench.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.bench.routing.Faults.Fault;
import dev.comfymesh.bench.routing.Faults.Kind;
import dev.comfymesh.bench.routing.Machine.Ending;
import dev.comfymesh.bench.routing.Machine.Run;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GpuTest {
    private final Gpu gpu = new Gpu("gpu", "mid", 1, 3_600_000);

    @Test
    void loadsAModelFromDiskOnce() {
        assertThat(run("a", Faults.NONE).cold()).isTrue();
        assertThat(run("a", Faults.NONE).cold()).isFalse();
    }

    @Test
    void keepsTwoModelsOnItsDeviceAndFiveOnItsHost() {
        List.of("a", "b", "c", "d", "e", "f").forEach(model -> run(model, Faults.NONE));

        assertThat(gpu.onDevice()).containsExactlyInAnyOrder("e", "f");
        assertThat(gpu.onHost()).containsExactlyInAnyOrder("b", "c", "d", "e", "f");
    }

    @Test
    void liesQuickly() {
        var run = run("a", faults(Kind.LIAR));

        assertThat(run.ending()).isEqualTo(Ending.LIE);
        assertThat(run.millis()).isLessThan(2_000);
    }

    @Test
    void losesWhatRunsWhenItDies() {
        var dies = new Faults(List.of(new Fault(Kind.DEAD, "gpu", 5_000, 100_000)));

        assertThat(run("a", dies).ending()).isEqualTo(Ending.LOST);
        assertThat(gpu.onHost()).isEmpty();
    }

    @Test
    void takesFourTimesAsLongWhenSlow() {
        run("a", Faults.NONE);

        assertThat(run("a", faults(Kind.SLOW)).millis()).isGreaterThanOrEqualTo(20_000);
    }

    private Run run(String model, Faults faults) {
        var request = new Request(1, 0, "tenant", model, model, 10_000, true);
        return gpu.run(request, 1_000, faults, new SplittableRandom(3));
    }

    private static Faults faults(Kind kind) {
        return new Faults(List.of(new Fault(kind, "gpu", 0, 10_000)));
    }
}
