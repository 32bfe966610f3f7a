package dev.comfymesh.router.app;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Rejections;
import dev.comfymesh.router.domain.Retry;
import dev.comfymesh.router.domain.TopUp;
import dev.comfymesh.testkit.SampleJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a job of two candidates in whatever order things happen to it. */
class InterleavingsTest {
    private static final CloseJob CLOSING = new CloseJob();
    private static final FollowEnding ENDINGS =
            new FollowEnding(new Retry(3, 10, Duration.ofMillis(250), Duration.ofSeconds(30)), CLOSING);
    private static final TopUpPool TOP_UPS = new TopUpPool(new TopUp(3, Duration.ofSeconds(2)));
    private static final GiveUpCandidates GIVE_UP = new GiveUpCandidates(CLOSING);
    private static final List<String> STEPS = List.of(
            "run1",
            "run2",
            "ok1",
            "ok2",
            "lost1",
            "lost2",
            "unknown1",
            "lapse1",
            "cancel",
            "select",
            "short",
            "deadline");

    private final SampleJob sample = aJob().candidates(2).within(Duration.ofMinutes(15));
    private Instant now = sample.at();
    private OpenJob job = OpenJob.of(NewJob.of(sample.accepted(), null));
    private final List<JobFact> said = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                # cancelled while both wait, while one runs, while both run
                cancel                                     | JobClosed
                run1 cancel                                | AttemptRevokeRequested
                run1 cancel revoked1                       | AttemptRevokeRequested JobClosed
                run1 run2 cancel ok1 revoked2              | AttemptRevokeRequested AttemptRevokeRequested AttemptCharged JobClosed
                # cancelled twice, or after it was closed
                run1 cancel cancel revoked1                | AttemptRevokeRequested JobClosed
                cancel cancel                              | JobClosed
                # cancelled between an attempt that failed and the next
                run1 lost1 cancel                          | AttemptCharged JobClosed
                run1 cancel lost1                          | AttemptRevokeRequested AttemptCharged JobClosed
                # cancelled while nobody knows of an attempt
                run1 unknown1 cancel lapse1                | AttemptRevokeRequested AttemptCharged JobClosed
                run1 unknown1 cancel ok1                   | AttemptRevokeRequested AttemptCharged JobClosed
                # the pool was short, and a cancel came first, in between, or last
                run1 ok1 run2 ok2 short                    | AttemptCharged AttemptCharged CandidatesAdded
                run1 ok1 run2 ok2 short short              | AttemptCharged AttemptCharged CandidatesAdded
                run1 ok1 run2 ok2 cancel short             | AttemptCharged AttemptCharged JobClosed
                run1 ok1 run2 ok2 short cancel             | AttemptCharged AttemptCharged CandidatesAdded JobClosed
                run1 ok1 run2 ok2 short run3 cancel ok3    | AttemptCharged AttemptCharged CandidatesAdded AttemptRevokeRequested AttemptCharged JobClosed
                # the deadline struck before, after and during a top-up
                deadline                                   | CandidateFailed CandidateFailed
                run1 ok1 run2 ok2 deadline short           | AttemptCharged AttemptCharged TopUpRefused
                run1 ok1 run2 ok2 short deadline           | AttemptCharged AttemptCharged CandidatesAdded CandidateFailed CandidateFailed
                run1 ok1 run2 ok2 deadline short select    | AttemptCharged AttemptCharged TopUpRefused JobClosed
                run1 deadline lost1                        | CandidateFailed AttemptCharged CandidateFailed
                run1 deadline cancel lost1                 | CandidateFailed AttemptRevokeRequested AttemptCharged JobClosed
                # the pool was selected while others wait, run, or have ended
                run1 ok1 select                            | AttemptCharged JobClosed
                run1 run2 ok1 select ok2                   | AttemptCharged AttemptRevokeRequested AttemptCharged JobClosed
                run1 ok1 run2 ok2 select cancel            | AttemptCharged AttemptCharged JobClosed
                run1 run2 ok1 cancel select revoked2       | AttemptCharged AttemptRevokeRequested JobClosed
                select short                               | JobClosed
                # an ending that is told twice, or contradicted
                run1 ok1 ok1 lost1                         | AttemptCharged
                run1 unknown1 lapse1 ok1                   | AttemptCharged CandidateFailed
                """)
    void saysOfEachOrder(String steps, String facts) {
        Stream.of(steps.split(" ")).forEach(this::step);

        assertThat(said.stream().map(fact -> fact.getClass().getSimpleName()).collect(Collectors.joining(" ")))
                .isEqualTo(facts);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void closesOnceAndOnlyWhenNothingLives(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 250; round++) {
            now = sample.at();
            job = OpenJob.of(NewJob.of(sample.accepted(), null));
            said.clear();
            var steps = random.ints(14, 0, STEPS.size()).mapToObj(STEPS::get).toList();
            steps.forEach(this::step);
            step("cancel");
            Stream.of("ok1", "ok2", "ok3", "ok4", "lapse1").forEach(this::step);

            var names =
                    said.stream().map(fact -> fact.getClass().getSimpleName()).toList();
            assertThat(names).as("seed %d, steps %s", seed, steps).containsOnlyOnce("JobClosed");
            assertThat(names.getLast()).as("seed %d, steps %s", seed, steps).isEqualTo("JobClosed");
        }
    }

    /** Whatever else is told of it: the job pays for one run, and the house makes good what an estimate missed. */
    @ParameterizedTest
    @CsvSource({
        "run1 unknown1 ok1",
        "run1 unknown1 lost1",
        "run1 unknown1 unknown1 lapse1 ok1",
        "run1 unknown1 lapse1 lost1",
        "run1 unknown1 cancel lapse1 ok1"
    })
    void paysOnceForAnAttemptOfWhichNobodyKnew(String steps) {
        for (var step : steps.split(" ")) {
            step(step);
            if (step.equals("unknown1")) {
                assertThat(Reopened.waiting(job)).extracting(CandidateRow::n).doesNotContain(1);
            }
        }

        assertThat(said).filteredOn(AttemptCharged.class::isInstance).hasSize(1);
    }

    @Test
    void startsNothingAnewInAJobThatIsNotWanted() {
        Stream.of("run1", "cancel", "lost1").forEach(this::step);

        assertThat(job.changes().candidates()).extracting(CandidateRow::state).doesNotContain(CandidateState.WAITING);
    }

    private void step(String step) {
        var n = Character.getNumericValue(step.charAt(step.length() - 1));
        said.addAll(
                switch (step.replaceAll("[0-9]", "")) {
                    case "run" -> run(n);
                    case "ok" -> ENDINGS.succeeded(job, succeeded(n), now);
                    case "lost" -> ENDINGS.failed(job, failed(n, FailureClass.LOST), now);
                    case "revoked" -> ENDINGS.failed(job, failed(n, FailureClass.NOT_STARTED), now);
                    case "unknown" -> ENDINGS.failed(job, failed(n, FailureClass.UNKNOWN), now);
                    case "lapse" -> ENDINGS.lapsed(job, attempt(n), now);
                    case "cancel" -> CLOSING.cancelled(job, "changed my mind", now);
                    case "select" -> CLOSING.selected(job, now);
                    case "short" -> TOP_UPS.answer(job, new PoolShort(job.jobId(), now, 1, 1, List.of()), now);
                    case "deadline" -> deadline();
                    default -> throw new IllegalArgumentException(step);
                });
    }

    /** The matcher places a candidate that waits; the job is then opened anew, as it is for each fact. */
    private List<JobFact> run(int n) {
        job = Reopened.with(job, sample.candidate(n).candidateId(), attempt(n));
        return List.of();
    }

    private List<JobFact> deadline() {
        now = sample.at().plus(Duration.ofMinutes(15));
        var late = Reopened.waiting(job).stream()
                .map(row -> new Candidate(
                        NewJob.of(sample.accepted(), null).job(),
                        row.candidateId(),
                        row.n(),
                        row.seed(),
                        0,
                        now,
                        now,
                        row.avoided(),
                        null))
                .map(candidate -> new GivenUp(
                        candidate, FailureClass.DEADLINE, new Cause("deadline", "It is late."), Rejections.NONE))
                .toList();
        return GIVE_UP.all(job, late, now);
    }

    private AttemptSucceeded succeeded(int n) {
        return new AttemptSucceeded(
                job.jobId(), now, attempt(n), sample.candidate(n).candidateId(), "a", List.of(), 1_000, false);
    }

    private AttemptFailed failed(int n, FailureClass failure) {
        return new AttemptFailed(
                job.jobId(),
                now,
                attempt(n),
                sample.candidate(n).candidateId(),
                "a",
                failure,
                failure.category(),
                new Cause("test", "It was made to fail."),
                0);
    }

    private static UUID attempt(int n) {
        return new UUID(1, n);
    }
}
