package dev.comfymesh.kit.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration LIMIT = Duration.ofMillis(200);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    void runsAtItsStartAndWhenWoken() {
        var loop = Loop.start(vertx, "test", NEVER, () -> count(false));
        await().until(() -> runs.get() == 1);

        loop.wake();

        await().until(() -> runs.get() == 2);
    }

    @Test
    void runsAgainAtOnceWhileThereIsMoreToDo() {
        Loop.start(vertx, "test", NEVER, () -> count(runs.get() < 4));

        await().until(() -> runs.get() == 5);
    }

    @Test
    void neverRunsTwiceAtOnceAndForgetsNoWakeUp() {
        var open = new AtomicReference<UniEmitter<? super Boolean>>();
        var loop = Loop.start(vertx, "test", NEVER, () -> {
            runs.incrementAndGet();
            return Uni.createFrom().<Boolean>emitter(open::set);
        });
        await().until(() -> open.get() != null);
        var first = open.getAndSet(null);

        loop.wake();
        loop.wake();
        assertThat(runs).hasValue(1);
        first.complete(false);

        await().until(() -> open.get() != null);
        assertThat(runs).hasValue(2);
    }

    @Test
    void goesOnAfterAFailure() {
        var failures = new ArrayList<>(List.of(new IllegalStateException("one"), new IllegalStateException("two")));

        Loop.start(
                vertx,
                "test",
                Duration.ofMillis(10),
                () -> failures.isEmpty() ? count(false) : Uni.createFrom().failure(failures.removeFirst()));

        await().until(() -> runs.get() > 0);
    }

    @Test
    void startsNothingMoreOnceStopped() {
        var loop = Loop.start(vertx, "test", Duration.ofMillis(1), () -> count(false));
        await().until(() -> runs.get() > 2);

        loop.stop();

        await().during(Duration.ofMillis(50)).until(new SameFor(runs)::holds);
    }

    @Test
    void isStuckOnceItsTaskHasNotEndedInTime() {
        var answer = new AtomicReference<UniEmitter<? super Boolean>>();
        Loop.start(vertx, "sleeper", NEVER, () -> Uni.createFrom().<Boolean>emitter(answer::set));
        Loop.start(vertx, "worker", Duration.ofMillis(1), () -> count(false));

        await().untilAsserted(() -> assertThat(Loop.stuck(vertx, LIMIT)).containsExactly("sleeper"));
        answer.get().complete(false);

        await().untilAsserted(() -> assertThat(Loop.stuck(vertx, LIMIT)).isEmpty());
    }

    @Test
    void isNotStuckWhenItFailsOrIsStopped() {
        var loop = Loop.start(vertx, "stopped", NEVER, () -> Uni.createFrom().nothing());
        Loop.start(vertx, "failing", Duration.ofMillis(1), () -> {
            runs.incrementAndGet();
            return Uni.createFrom().failure(new IllegalStateException("again"));
        });
        await().untilAsserted(() -> assertThat(Loop.stuck(vertx, LIMIT)).containsExactly("stopped"));

        loop.stop();

        assertThat(Loop.stuck(vertx, LIMIT)).isEmpty();
    }

    private Uni<Boolean> count(boolean more) {
        return Uni.createFrom().item(() -> {
            runs.incrementAndGet();
            return more;
        });
    }

    /** Holds once two looks in a row see the same number. */
    private static final class SameFor {
        private final AtomicInteger number;
        private int last = -1;

        SameFor(AtomicInteger number) {
            this.number = number;
        }

        boolean holds() {
            var before = last;
            last = number.get();
            return before == last;
        }
    }
}
