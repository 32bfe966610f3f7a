package dev.comfymesh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    @Test
    void callsAtMomentsThatDependOnTheRateAlone() {
        var moments = new OpenLoop(1000, Duration.ofMillis(5)).run(Future::succeededFuture);

        assertThat(moments).hasSize(5);
        assertThat(moments.getLast() - moments.getFirst()).isEqualTo(4000);
    }
}
