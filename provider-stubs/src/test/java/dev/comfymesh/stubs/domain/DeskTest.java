package dev.comfymesh.stubs.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.stubs.domain.Job.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeskTest {
    private static final Duration COLD = Duration.ofSeconds(10);
    private static final Duration RUN = Duration.ofSeconds(4);
    private static final Duration WARM = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final long PRICE = 100;
    private static final Made.Picture PICTURE = new Made.Picture("", "out.png", new byte[] {1, 2, 3, 4}, 2, 2);

    private final ManualTiming timing = new ManualTiming();
    private final List<Stage> told = new ArrayList<>();
    private final Desk desk =
            new Desk(timing, (job, now) -> Pricing.micros(job.ran(now), PRICE), 0, job -> told.add(job.stage()));
    private int count;

    @BeforeEach
    void provide() {
        desk.provide(new Settings(
                1,
                COLD,
                WARM,
                RUN,
                Duration.ZERO,
                KEPT,
                10,
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ZERO,
                3,
                false));
    }

    @Test
    void startsAWorkerFirstAndThenRuns() {
        var job = accept(Fault.NONE);

        timing.pass(COLD.minusMillis(1));
        assertThat(job.stage()).isEqualTo(Stage.QUEUED);
        timing.pass(Duration.ofMillis(1));
        assertThat(job.stage()).isEqualTo(Stage.RUNNING);
        timing.pass(RUN);
        assertThat(job.stage()).isEqualTo(Stage.SUCCEEDED);
        assertThat(job.workerStart()).isEqualTo(COLD);
        assertThat(job.pictures()).containsExactly(PICTURE);
        assertThat(told).containsExactly(Stage.RUNNING, Stage.SUCCEEDED);
    }

    @Test
    void keepsAWorkerWarmForAWhile() {
        accept(Fault.NONE);
        timing.pass(COLD.plus(RUN).plus(WARM.minusSeconds(1)));

        var soon = accept(Fault.NONE);
        timing.pass(RUN);
        assertThat(soon.stage()).isEqualTo(Stage.SUCCEEDED);
        assertThat(soon.workerStart()).isZero();

        timing.pass(WARM);
        var late = accept(Fault.NONE);
        timing.pass(RUN);
        assertThat(late.stage()).isEqualTo(Stage.QUEUED);
    }

    @Test
    void letsOthersWaitWhileAllWorkersAreBusy() {
        accept(Fault.NONE);
        var second = accept(Fault.NONE);
        var third = accept(Fault.NONE);

        assertThat(desk.ahead(third)).isEqualTo(1);
        timing.pass(COLD.plus(RUN));
        assertThat(second.stage()).isEqualTo(Stage.RUNNING);
        assertThat(desk.ahead(third)).isZero();
    }

    @Test
    void chargesOnceForWhatIsOver() {
        var job = accept(Fault.NONE);
        timing.pass(COLD.plus(RUN));

        desk.cancel(job);

        assertThat(desk.meter().lines())
                .containsExactly(new Meter.Line(job.id(), timing.now(), "SUCCEEDED", 4 * PRICE));
    }

    @Test
    void stopsAJobAndGivesItsWorkerToTheNext() {
        var job = accept(Fault.STUCK_IN_PROGRESS);
        var next = accept(Fault.NONE);
        timing.pass(COLD.plusSeconds(60));
        assertThat(job.stage()).isEqualTo(Stage.RUNNING);

        desk.cancel(job);
        timing.pass(RUN);

        assertThat(job.stage()).isEqualTo(Stage.CANCELED);
        assertThat(next.stage()).isEqualTo(Stage.SUCCEEDED);
        assertThat(desk.meter().totalMicros()).isEqualTo(64 * PRICE);
    }

    @Test
    void goesOnWithOthersWhenAJobIsStoppedBeforeItsWorkerIsThere() {
        var job = accept(Fault.NONE);
        var next = accept(Fault.NONE);

        desk.cancel(job);
        timing.pass(COLD.plus(RUN));

        assertThat(job.stage()).isEqualTo(Stage.CANCELED);
        assertThat(next.stage()).isEqualTo(Stage.SUCCEEDED);
        assertThat(desk.working()).isZero();
    }

    @Test
    void doesNotHeedEveryStop() {
        var job = accept(Fault.CANCEL_IGNORED);
        timing.pass(COLD);

        desk.cancel(job);
        timing.pass(RUN);

        assertThat(job.stage()).isEqualTo(Stage.SUCCEEDED);
    }

    @Test
    void givesUpWhatWasNotBegunInTime() {
        accept(Fault.STUCK_IN_PROGRESS);
        var job = accept(Fault.NONE, Duration.ofSeconds(20));

        timing.pass(Duration.ofSeconds(20));

        assertThat(job.stage()).isEqualTo(Stage.EXPIRED);
        assertThat(desk.meter().lines()).extracting(Meter.Line::micros).containsExactly(0L);
    }

    @Test
    void forgetsJobsAfterAWhile() {
        var job = accept(Fault.NONE);
        timing.pass(COLD.plus(RUN).plus(KEPT.minusMillis(1)));
        assertThat(desk.find(job.id())).contains(job);

        timing.pass(Duration.ofMillis(1));

        assertThat(desk.find(job.id())).isEmpty();
        assertThat(job.pictures()).isEmpty();
        assertThat(desk.jobs()).containsExactly(job);
    }

    @Test
    void failsAJobWhoseWorkBreaks() {
        Supplier<Made> work = () -> {
            throw new IllegalStateException("no paint");
        };
        var job = desk.accept(new Order("broken", "model", Map.of(), work, null, null), Fault.NONE);

        timing.pass(COLD.plus(RUN));

        assertThat(job.stage()).isEqualTo(Stage.FAILED);
        assertThat(job.made())
                .isInstanceOfSatisfying(
                        Made.Broken.class,
                        broken -> assertThat(broken.message()).isEqualTo("no paint"));
    }

    @Test
    void takesItsTimeOnCommand() {
        var job = accept(Fault.SLOW);

        timing.pass(COLD.plus(RUN.multipliedBy(3)).minusMillis(1));
        assertThat(job.stage()).isEqualTo(Stage.RUNNING);
        timing.pass(Duration.ofMillis(1));
        assertThat(job.stage()).isEqualTo(Stage.SUCCEEDED);
    }

    @Test
    void liesAboutWhatWasMade() {
        desk.provide(new Settings(
                9, Duration.ZERO, WARM, RUN, Duration.ZERO, KEPT, 10, KEPT, Duration.ZERO, Duration.ZERO, 1, false));
        var none = accept(Fault.SUCCESS_NO_OUTPUT);
        var half = accept(Fault.TRUNCATED_IMAGE);
        var page = accept(Fault.WRONG_CONTENT_TYPE);
        var failed = accept(Fault.RUN_FAILS);
        timing.pass(RUN);

        assertThat(none.pictures()).isEmpty();
        assertThat(half.pictures().getFirst().bytes()).containsExactly(1, 2);
        assertThat(page.pictures().getFirst().bytes()).startsWith('<');
        assertThat(failed.stage()).isEqualTo(Stage.FAILED);
    }

    private Job accept(Fault fault) {
        return accept(fault, null);
    }

    private Job accept(Fault fault, @Nullable Duration startWithin) {
        Supplier<Made> work = () -> new Made.Pictures(List.of(PICTURE));
        return desk.accept(new Order("job-" + count++, "model", Map.of(), work, null, startWithin), fault);
    }
}
