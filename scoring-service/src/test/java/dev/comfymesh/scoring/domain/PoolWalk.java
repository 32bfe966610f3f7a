package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.TopUpRefusal;
import dev.comfymesh.contracts.TopUpRefused;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.PoolLifecycle.Step;
import dev.comfymesh.scoring.domain.Rule.Bound;
import dev.comfymesh.testkit.SampleJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One way of a pool through its life: what becomes of its candidates and how the router answers is drawn from the story's
 * seed, in which order it is heard, and how often, from the way's.
 */
final class PoolWalk {
    private static final Profile PROFILE = SampleProfile.aProfile()
            .named("generic")
            .unjudged(Policy.REJECT)
            .rules(SampleProfile.rule("BLURRED", Dimension.SHARPNESS, Bound.AT_LEAST, 20, "blurred"))
            .made();

    private final SampleJob job;
    private final long story;
    private final Random way;
    private final List<Function<Pool, Turn>> pending = new ArrayList<>();
    private final List<Function<Pool, Turn>> past = new ArrayList<>();
    private final List<JobFact> stated = new ArrayList<>();
    private final Set<Step> steps = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private Pool pool;

    PoolWalk(long story, long way) {
        var random = new SplittableRandom(story);
        var candidates = 1 + random.nextInt(5);
        this.story = story;
        this.way = new Random(way);
        this.job = SampleJob.aJob()
                .id(new UUID(0, story))
                .at(Instant.EPOCH)
                .candidates(candidates)
                .deliver(1 + random.nextInt(candidates))
                .maxCandidates(candidates + random.nextInt(6));
        this.pool = Pool.open(job.accepted(), PROFILE).pool();
        add(job.accepted().firstWave());
    }

    SampleJob job() {
        return job;
    }

    /** The job ends with this fact at some moment. */
    PoolWalk endedBy(JobFact fact) {
        pending.add(hears(fact));
        return this;
    }

    /** The router adds a wave without being asked. */
    PoolWalk grownUnasked() {
        pending.add(hears(wave(2, pool.candidates().size() + 1, 1)));
        return this;
    }

    /** Goes on until nothing is left to be told. */
    PoolWalk walk() {
        while (!pending.isEmpty()) {
            var next = pending.remove(way.nextInt(pending.size()));
            take(next);
            past.add(next);
            while (way.nextInt(3) == 0) {
                take(past.get(way.nextInt(past.size())));
            }
        }
        return this;
    }

    PoolState state() {
        return pool.state();
    }

    List<JobFact> stated() {
        return stated;
    }

    <F extends JobFact> List<F> stated(Class<F> kind) {
        return stated.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    Set<Step> steps() {
        return steps;
    }

    private void take(Function<Pool, Turn> move) {
        var turn = move.apply(pool);
        pool = turn.pool();
        stated.addAll(turn.stated());
        turn.sittings().forEach(sitting -> pending.add(judges(sitting.candidateId())));
        turn.stated().stream()
                .filter(PoolShort.class::isInstance)
                .forEach(shortage -> pending.add(hears(answer((PoolShort) shortage))));
    }

    /** Hears the fact, and checks that the pool goes where the table says, by this fact and by those that it states. */
    private Function<Pool, Turn> hears(JobFact fact) {
        return before -> {
            var turn = before.hear(fact, job.at());
            if (fact instanceof CandidatesAdded added && turn.pool().wave() > before.wave()) {
                add(added.candidates());
            }
            return checked(before, turn, fact);
        };
    }

    private Function<Pool, Turn> judges(String candidateId) {
        return before -> checked(before, before.judge(candidateId, examination(candidateId), job.at()), null);
    }

    private Turn checked(Pool before, Turn turn, JobFact heard) {
        var state = before.state();
        var mayMove = !(heard instanceof TopUpRefused refused) || refused.wave() == before.wave();
        var isNews = !(heard instanceof CandidatesAdded added) || added.wave() > before.wave();
        if (heard != null && mayMove && isNews) {
            state = step(state, heard);
        }
        for (var fact : turn.stated()) {
            state = step(state, fact);
        }
        assertThat(turn.pool().state()).as("story %d", story).isEqualTo(state);
        return turn;
    }

    private PoolState step(PoolState from, JobFact fact) {
        var to = PoolLifecycle.next(from, fact);
        to.ifPresent(_ -> PoolLifecycle.STEPS.stream()
                .filter(step -> step.from() == from && step.fact().isInstance(fact))
                .forEach(steps::add));
        return to.orElse(from);
    }

    private void add(List<NewCandidate> wave) {
        for (var candidate : wave) {
            numbers.put(candidate.candidateId(), candidate.n());
            pending.add(hears(ending(candidate.n())));
        }
    }

    /** How the n-th candidate's attempts end. */
    private JobFact ending(int n) {
        var attempt = job.attempt(n);
        var sound = new Artifact("t/x", "audio/flac", 1, "0".repeat(64), 0, 0, "9");
        return switch (drawn(n).nextInt(6)) {
            case 0 -> attempt.gaveUp(FailureClass.LOST);
            case 1 -> attempt.succeeded(List.of(sound));
            default -> attempt.succeeded();
        };
    }

    private Examination examination(String candidateId) {
        var fate = drawn(numbers.get(candidateId));
        fate.nextInt();
        if (fate.nextInt(8) == 0) {
            return Examination.unreadable("torn");
        }
        var sharpness = 10.0 * fate.nextInt(11);
        var measurements = new Measurements(Map.of(Dimension.SHARPNESS, sharpness), Map.of(), List.of());
        return new Measured(measurements, new Fingerprint(0xffffL * fate.nextInt(4)));
    }

    private JobFact answer(PoolShort shortage) {
        var last = pool.candidates().size();
        var room = job.pool().maxCandidates() - last;
        return shortage.wave() == 3 || drawn(shortage.wave()).nextInt(4) == 0
                ? new TopUpRefused(job.id(), job.at(), shortage.wave(), TopUpRefusal.LIMIT)
                : wave(shortage.wave() + 1, last + 1, Math.min(room, shortage.missing()));
    }

    private CandidatesAdded wave(int wave, int first, int count) {
        return new CandidatesAdded(
                job.id(),
                job.at(),
                wave,
                IntStream.range(first, first + count).mapToObj(job::candidate).toList());
    }

    /** The same for the same story and number. */
    private SplittableRandom drawn(int number) {
        return new SplittableRandom(story * 1_000 + number);
    }
}
