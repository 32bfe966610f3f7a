package dev.comfymesh.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.OnShort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However the facts of several services come together on the log, a job ends once, and as the rules say. */
class JobInterleavingsTest {
    private static final int MOST_STEPS = 2_000;
    private static final int STEPS_AFTER_THE_END = 30;

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    /** A job as the service folds it: its phases are kept, and what it states goes onto the log. */
    private static final class Folded {
        Job job;
        final Map<String, CandidatePhase> phases = new HashMap<>();
        final List<JobFact> endings = new ArrayList<>();

        Folded(RandomJob random) {
            job = Job.accepted(random.sample.accepted(), Map.of());
        }

        void fold(JobFact fact) {
            var candidate = CandidateLifecycle.candidateOf(fact).orElse("");
            var folded = JobFold.fold(job, phases.getOrDefault(candidate, CandidatePhase.WAITING), fact);
            assertThat(folded.job().state().seq())
                    .isEqualTo(job.state().seq() + folded.events().size());
            job = folded.job();
            phases.put(candidate, folded.phase());
            if (folded.ending() != null) {
                endings.add(folded.ending());
            }
        }

        boolean isOpen() {
            return !job.state().status().ended();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsOnceAndAsTheRulesSay(long seed) {
        var random = new Random(seed);
        var world = new RandomJob(random);
        var folded = new Folded(world);
        var cancelled = false;
        for (int step = 0; step < MOST_STEPS && folded.isOpen(); step++) {
            if (!cancelled && random.nextInt(60) == 0) {
                cancelled = true;
                world.cancel();
            }
            world.goOn();
            drain(world, folded);
        }
        assertThat(folded.job.state().status()).as("seed %d", seed).isEqualTo(expected(world, folded, cancelled));
        assertThat(folded.job.state().pool().counts().candidates()).isEqualTo(world.added());

        var ended = folded.job;
        for (int step = 0; step < STEPS_AFTER_THE_END; step++) {
            world.goOn();
            drain(world, folded);
        }
        assertThat(folded.job).as("seed %d", seed).isEqualTo(ended);
        assertThat(folded.endings).as("seed %d", seed).hasSize(1);
    }

    @Test
    void meetsEveryEnd() {
        assertThat(seeds().mapToObj(JobInterleavingsTest::endOf).distinct())
                .contains(JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.EXPIRED, JobStatus.CANCELLED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void canBeCancelledAtEveryMoment(long seed) {
        var world = new RandomJob(new Random(seed));
        for (int step = 0; step < MOST_STEPS && !world.closed; step++) {
            world.goOn();
        }
        var facts = world.facts.stream()
                .takeWhile(fact -> !(fact instanceof JobClosed))
                .toList();
        for (int moment = 0; moment <= facts.size(); moment++) {
            var folded = new Folded(world);
            facts.subList(0, moment).forEach(folded::fold);
            folded.fold(world.sample.cancelRequested());
            assertThat(folded.job.state().status()).isEqualTo(JobStatus.CANCELLING);
            facts.subList(moment, facts.size()).forEach(folded::fold);
            folded.fold(world.sample.closed(0));

            assertThat(folded.job.state().status()).as("seed %d", seed).isEqualTo(JobStatus.CANCELLED);
            assertThat(folded.job.delivery()).isEmpty();
        }
    }

    private static JobStatus endOf(long seed) {
        var random = new Random(seed);
        var world = new RandomJob(random);
        var folded = new Folded(world);
        for (int step = 0; step < MOST_STEPS && folded.isOpen(); step++) {
            if (random.nextInt(200) == 0) {
                world.cancel();
            }
            world.goOn();
            drain(world, folded);
        }
        return folded.job.state().status();
    }

    private static void drain(RandomJob world, Folded folded) {
        world.facts.forEach(folded::fold);
        world.facts.clear();
    }

    private static JobStatus expected(RandomJob world, Folded folded, boolean cancelled) {
        if (cancelled) {
            return JobStatus.CANCELLED;
        }
        if (world.selected == 0) {
            return world.deadlineStruck ? JobStatus.EXPIRED : JobStatus.FAILED;
        }
        var partial = world.selected < world.deliver();
        return partial && folded.job.terms().pool().onShort() == OnShort.FAIL ? JobStatus.FAILED : JobStatus.COMPLETED;
    }
}
