package dev.comfymesh.ingest.domain;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.ChargeKind;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.TopUpRefusal;
import dev.comfymesh.contracts.TopUpRefused;
import dev.comfymesh.testkit.SampleAttempt;
import dev.comfymesh.testkit.SampleJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What router, executor and scoring state about one job, each by its own rules and as fast as chance has it: any order of
 * facts that the log can hold, up to the job's closing and what comes late after that.
 */
final class RandomJob {
    private static final int MOST_WAVES = 3;
    private static final int MOST_ATTEMPTS = 3;

    final SampleJob sample;
    final List<JobFact> facts = new ArrayList<>();
    boolean closed;
    boolean deadlineStruck;
    int selected = -1;

    private final Random random;
    private final Map<Integer, Step> candidates = new HashMap<>();
    private final Map<Integer, Integer> attempts = new HashMap<>();
    private int wave = 1;
    private boolean cancelled;
    private boolean isShort;

    /** How far a candidate is, as router, executor and scoring know it together. */
    private enum Step {
        WAITING,
        ASSIGNED,
        STARTED,
        SUCCEEDED,
        ATTEMPT_FAILED,
        PASSED,
        REJECTED,
        GIVEN_UP
    }

    RandomJob(Random random) {
        this.random = random;
        var count = 1 + random.nextInt(4);
        var job = SampleJob.aJob().candidates(count).deliver(1 + random.nextInt(count));
        sample = random.nextBoolean() ? job.failsWhenShort() : job;
        add(1, count);
    }

    /** From now on nothing new begins. */
    void cancel() {
        cancelled = true;
        facts.add(sample.cancelRequested());
    }

    int deliver() {
        return sample.pool().deliver();
    }

    int added() {
        return candidates.size();
    }

    /** One more fact, by whoever chance picks. */
    void goOn() {
        if (random.nextInt(4) == 0) {
            decide();
        } else {
            move(1 + random.nextInt(candidates.size()));
        }
    }

    private void move(int n) {
        var attempt = sample.attempt(n, Math.max(1, attempts.getOrDefault(n, 0)));
        switch (candidates.get(n)) {
            case WAITING -> begin(n);
            case ASSIGNED -> go(n, Step.STARTED, attempt.started());
            case STARTED -> end(n, attempt);
            case ATTEMPT_FAILED -> retry(n, attempt);
            case SUCCEEDED -> score(n, attempt);
            case PASSED, REJECTED, GIVEN_UP -> facts.add(charge(attempt));
        }
    }

    private void begin(int n) {
        if (closed) {
            return;
        }
        var attempt = sample.attempt(n, attempts.merge(n, 1, Integer::sum));
        if (cancelled || random.nextInt(10) == 0) {
            deadlineStruck |= !cancelled;
            go(n, Step.GIVEN_UP, attempt.gaveUp(cancelled ? FailureClass.LOST : FailureClass.DEADLINE));
        } else {
            go(n, Step.ASSIGNED, attempt.assigned());
        }
    }

    private void end(int n, SampleAttempt attempt) {
        switch (random.nextInt(4)) {
            case 0 -> go(n, Step.ATTEMPT_FAILED, attempt.failed(FailureClass.LOST));
            case 1 -> facts.add(attempt.revokeRequested());
            default -> go(n, Step.SUCCEEDED, attempt.succeeded());
        }
    }

    private void retry(int n, SampleAttempt attempt) {
        if (closed) {
            return;
        }
        if (cancelled || attempts.get(n) == MOST_ATTEMPTS || random.nextInt(3) == 0) {
            go(n, Step.GIVEN_UP, attempt.gaveUp(FailureClass.LOST));
        } else {
            go(
                    n,
                    Step.ASSIGNED,
                    sample.attempt(n, attempts.merge(n, 1, Integer::sum)).assigned());
        }
    }

    private void score(int n, SampleAttempt attempt) {
        if (random.nextBoolean()) {
            go(n, Step.PASSED, attempt.scored(random.nextDouble()));
        } else {
            go(n, Step.REJECTED, attempt.rejected("BLURRED"));
        }
    }

    /** Scoring closes the pool or finds it short; the router tops it up or does not, and closes the job. */
    private void decide() {
        var lives = candidates.values().stream().anyMatch(step -> step == Step.ASSIGNED || step == Step.STARTED);
        var allEnded = candidates.values().stream().allMatch(step -> step.compareTo(Step.PASSED) >= 0);
        if (isShort) {
            topUp();
        } else if (selected < 0 && allEnded) {
            closePool();
        } else if (!closed && !lives && (selected >= 0 || cancelled)) {
            closed = true;
            facts.add(sample.closed(attempts.size()));
        }
    }

    private void closePool() {
        var passed = IntStream.rangeClosed(1, candidates.size())
                .filter(n -> candidates.get(n) == Step.PASSED)
                .limit(deliver())
                .toArray();
        if (passed.length < deliver() && wave < MOST_WAVES && random.nextBoolean()) {
            isShort = true;
            facts.add(new PoolShort(sample.id(), sample.at(), wave, deliver() - passed.length, List.of()));
        } else {
            selected = passed.length;
            facts.add(sample.selected(passed));
        }
    }

    private void topUp() {
        isShort = false;
        if (closed || cancelled || random.nextInt(3) == 0) {
            wave = MOST_WAVES;
            facts.add(new TopUpRefused(sample.id(), sample.at(), wave, TopUpRefusal.BUDGET));
            return;
        }
        wave++;
        var more = 1 + random.nextInt(2);
        List<NewCandidate> fresh = IntStream.rangeClosed(candidates.size() + 1, candidates.size() + more)
                .mapToObj(sample::candidate)
                .toList();
        facts.add(new CandidatesAdded(sample.id(), sample.at(), wave, fresh));
        add(candidates.size() + 1, more);
    }

    private void add(int first, int count) {
        IntStream.range(first, first + count).forEach(n -> candidates.put(n, Step.WAITING));
    }

    private void go(int n, Step to, JobFact fact) {
        candidates.put(n, to);
        facts.add(fact);
    }

    private AttemptCharged charge(SampleAttempt attempt) {
        return new AttemptCharged(sample.id(), sample.at(), attempt.id(), ChargeKind.RUN, 1, attempt.targetId());
    }
}
