package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.scoring.domain.Candidate.Hedged;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Rule.Bound;
import dev.comfymesh.testkit.SampleJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A pool of two, of which both are wanted: the second takes too long, and a third runs beside it. */
class PoolHedgeTest {
    private static final Profile PROFILE = SampleProfile.aProfile()
            .named("generic")
            .unjudged(Policy.REJECT)
            .rules(SampleProfile.rule("BLURRED", Dimension.SHARPNESS, Bound.AT_LEAST, 20, "blurred"))
            .made();
    private static final SampleJob JOB =
            SampleJob.aJob().candidates(2).deliver(2).maxCandidates(4);
    private static final JobFact HEDGE = new CandidatesAdded(
            JOB.id(), JOB.at(), 2, List.of(JOB.candidate(3)), JOB.candidate(2).candidateId());

    private final List<JobFact> stated = new ArrayList<>();
    private Pool pool = Pool.open(JOB.accepted(), PROFILE).pool();

    @Test
    void waitsForOneOfTheTwo() {
        take(passes(1));
        take(hears(HEDGE));

        assertThat(pool.candidates().subList(1, 3))
                .extracting(Candidate::standing)
                .containsOnly(new Hedged());
        assertThat(stated).noneMatch(PoolSelected.class::isInstance);

        take(passes(3));

        assertThat(selected()).containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void takesTheSlowOneWhereThatIsFirstAfterAll() {
        take(passes(1));
        take(hears(HEDGE));
        take(passes(2));

        assertThat(selected()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void goesOnWaitingWhereTheFirstDoesNotPass() {
        take(passes(1));
        take(hears(HEDGE));
        take(fails(3));

        assertThat(pool.state()).isEqualTo(PoolState.OPEN);

        take(passes(2));

        assertThat(selected()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void goesOnWaitingWhereTheFirstIsLost() {
        take(passes(1));
        take(hears(HEDGE));
        take(hears(JOB.attempt(3).gaveUp(FailureClass.LOST)));

        assertThat(pool.state()).isEqualTo(PoolState.OPEN);
    }

    @Test
    void waitsForBothWhereMoreIsMissingThanOne() {
        take(fails(1));
        take(hears(HEDGE));
        take(passes(3));

        assertThat(pool.state()).isEqualTo(PoolState.OPEN);

        take(passes(2));

        assertThat(selected()).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void isShortWhereNeitherPasses() {
        take(passes(1));
        take(hears(HEDGE));
        take(fails(3));
        take(fails(2));

        assertThat(stated).filteredOn(PoolShort.class::isInstance).hasSize(1);
    }

    @Test
    void needsNoHedgeThatComesTooLate() {
        take(passes(1));
        take(passes(2));
        take(hears(HEDGE));

        assertThat(selected()).containsExactlyInAnyOrder(1, 2);
    }

    /** Whatever becomes of the three, in whatever order and however often it is told: it closes once, with two at most. */
    @Test
    void closesOnceAndCreditsNoMoreThanAsked() {
        for (var seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            pool = Pool.open(JOB.accepted(), PROFILE).pool();
            stated.clear();
            var pending = new ArrayList<Function<Pool, Turn>>(List.of(hears(HEDGE), end(1, random), end(2, random)));
            var third = end(3, random);
            while (!pending.isEmpty()) {
                var next = pending.remove(random.nextInt(pending.size()));
                take(next);
                if (random.nextInt(3) == 0) {
                    take(next);
                }
                if (third != null && pool.wave() == 2) {
                    pending.add(third);
                    third = null;
                }
            }

            var ends = stated.stream()
                    .filter(fact -> fact instanceof PoolSelected || fact instanceof PoolShort)
                    .toList();
            assertThat(ends).as("seed %d", seed).hasSizeBetween(1, 2);
            assertThat(ends.stream().filter(PoolSelected.class::isInstance))
                    .as("seed %d", seed)
                    .hasSizeLessThanOrEqualTo(1);
            var passed = pool.candidates().stream()
                    .filter(one -> one.standing() instanceof Candidate.Judged judged
                            && judged.verdict().passed())
                    .count();
            assertThat(pool.state() == PoolState.SELECTED).as("seed %d", seed).isEqualTo(passed >= 2);
        }
    }

    private Function<Pool, Turn> end(int n, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> hears(JOB.attempt(n).gaveUp(FailureClass.LOST));
            case 1 -> fails(n);
            default -> passes(n);
        };
    }

    private void take(Function<Pool, Turn> move) {
        var turn = move.apply(pool);
        pool = turn.pool();
        stated.addAll(turn.stated());
    }

    private List<Integer> selected() {
        assertThat(stated).last().isInstanceOf(PoolSelected.class);
        return ((PoolSelected) stated.getLast())
                .selection().stream()
                        .map(Selected::candidateId)
                        .map(id -> Integer.valueOf(id.substring(id.lastIndexOf('-') + 1)))
                        .toList();
    }

    private static Function<Pool, Turn> hears(JobFact fact) {
        return before -> before.hear(fact, JOB.at());
    }

    private static Function<Pool, Turn> passes(int n) {
        return judged(n, 50);
    }

    private static Function<Pool, Turn> fails(int n) {
        return judged(n, 1);
    }

    private static Function<Pool, Turn> judged(int n, double sharpness) {
        var looks = new Fingerprint(0xffffL << (16 * n));
        var seen = new Measured(new Measurements(Map.of(Dimension.SHARPNESS, sharpness), Map.of(), List.of()), looks);
        return before -> before.hear(JOB.attempt(n).succeeded(), JOB.at())
                .pool()
                .judge(JOB.candidate(n).candidateId(), seen, JOB.at());
    }
}
