package dev.comfymesh.router.app;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.ChargeKind;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Hedge;
import dev.comfymesh.router.domain.HedgeBudget;
import dev.comfymesh.router.domain.HedgeGuard;
import dev.comfymesh.router.domain.HedgeGuard.PoolSoFar;
import dev.comfymesh.router.domain.HedgeGuard.Straggler;
import dev.comfymesh.router.domain.HedgeGuard.Wish;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Policy;
import dev.comfymesh.router.domain.Pricing;
import dev.comfymesh.router.domain.Retry;
import dev.comfymesh.router.domain.TopUp;
import dev.comfymesh.router.domain.Workload;
import dev.comfymesh.testkit.SampleJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a job of one candidate, the first, beside which a second may come to run, in whatever order things happen. */
class HedgeInterleavingsTest {
    private static final CloseJob CLOSING = new CloseJob();
    private static final FollowEnding ENDINGS =
            new FollowEnding(new Retry(3, 10, Duration.ofMillis(250), Duration.ofSeconds(30)), CLOSING);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Policy POLICY =
            new Policy(List.of(), new Workload(MINUTE, 1), new Pricing(1), MINUTE, MINUTE, MINUTE, MINUTE, 1);
    private static final HedgeLast HEDGES = new HedgeLast(new HedgeGuard(POLICY, Set.of(), 3), new HedgeBudget(20));
    private static final TopUpPool TOP_UPS = new TopUpPool(new TopUp(3, Duration.ofSeconds(2)));
    private static final List<String> STEPS =
            List.of("run1", "run2", "hedge", "hedge", "ok1", "ok2", "lost1", "lost2", "unknown1", "select", "cancel");

    private final SampleJob sample = aJob().candidates(1).maxCandidates(3).within(Duration.ofMinutes(15));
    private final Instant now = sample.at();
    private final List<JobFact> said = new ArrayList<>();
    private OpenJob job = OpenJob.of(NewJob.of(sample.accepted(), null));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                # one of the two is enough: the other is asked to end, and its cost is booked
                run1 hedge run2 ok2 select revoked1   | CandidatesAdded AttemptCharged AttemptRevokeRequested AttemptCharged JobClosed
                run1 hedge run2 ok1 select revoked2   | CandidatesAdded AttemptCharged AttemptRevokeRequested AttemptCharged JobClosed
                run1 hedge run2 ok1 ok2 select        | CandidatesAdded AttemptCharged AttemptCharged JobClosed
                run1 hedge ok1 select                 | CandidatesAdded AttemptCharged JobClosed
                # it is tried once, the other as often as ever
                run1 hedge run2 lost2                 | CandidatesAdded AttemptCharged CandidateFailed
                run1 hedge run2 lost1                 | CandidatesAdded AttemptCharged
                run1 hedge run2 lost2 ok1 select      | CandidatesAdded AttemptCharged CandidateFailed AttemptCharged JobClosed
                # once for a job, and only beside what lives, alone
                run1 hedge hedge                      | CandidatesAdded
                hedge                                 |
                run1 ok1 hedge                        | AttemptCharged
                run1 cancel hedge                     | AttemptRevokeRequested
                run1 select hedge                     | AttemptRevokeRequested
                # a pool that was short before the hedge was known is not topped up beside it
                run1 hedge short                      | CandidatesAdded
                run1 hedge run2 cancel revoked1 ok2   | CandidatesAdded AttemptRevokeRequested AttemptRevokeRequested AttemptCharged AttemptCharged JobClosed
                """)
    void saysOfEachOrder(String steps, String facts) {
        Stream.of(steps.split(" ")).forEach(this::step);

        assertThat(said.stream().map(fact -> fact.getClass().getSimpleName()).collect(Collectors.joining(" ")))
                .isEqualTo(facts == null ? "" : facts);
    }

    @Test
    void namesTheCandidateAndKeepsAwayFromWhereItRuns() {
        Stream.of("run1", "hedge").forEach(this::step);

        assertThat(said).singleElement().isInstanceOfSatisfying(CandidatesAdded.class, added -> {
            assertThat(added.wave()).isEqualTo(2);
            assertThat(added.hedges()).isEqualTo(id(1));
            assertThat(added.candidates()).containsExactly(sample.candidate(2));
        });
        assertThat(job.candidates().getLast().avoided()).containsExactly("a");
    }

    @Test
    void booksItAsAHedgeWhateverItCameTo() {
        for (var end : List.of("ok2", "lost2")) {
            job = OpenJob.of(NewJob.of(sample.accepted(), null));
            said.clear();
            Stream.of("run1", "hedge", "run2", end, "ok1").forEach(this::step);

            assertThat(said)
                    .filteredOn(AttemptCharged.class::isInstance)
                    .extracting(fact -> ((AttemptCharged) fact).kind())
                    .containsExactly(ChargeKind.HEDGE, ChargeKind.RUN);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void neverRunsMoreThanTwoAndClosesOnce(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 250; round++) {
            job = OpenJob.of(NewJob.of(sample.accepted(), null));
            said.clear();
            var steps = random.ints(14, 0, STEPS.size()).mapToObj(STEPS::get).toList();
            for (var step : steps) {
                step(step);
                assertThat(job.living()).as("seed %d, steps %s", seed, steps).hasSizeLessThanOrEqualTo(2);
            }
            Stream.of("cancel", "ok1", "ok2", "lapse1").forEach(this::step);

            var names =
                    said.stream().map(fact -> fact.getClass().getSimpleName()).toList();
            assertThat(names).as("seed %d, steps %s", seed, steps).containsOnlyOnce("JobClosed");
            assertThat(names.getLast()).as("seed %d, steps %s", seed, steps).isEqualTo("JobClosed");
            assertThat(said.stream().filter(CandidatesAdded.class::isInstance))
                    .as("seed %d, steps %s", seed, steps)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private void step(String step) {
        var n = Character.getNumericValue(step.charAt(step.length() - 1));
        said.addAll(
                switch (step.replaceAll("[0-9]", "")) {
                    case "run" -> run(n);
                    case "hedge" -> hedge();
                    case "ok" -> ENDINGS.succeeded(job, succeeded(n), now);
                    case "lost" -> ENDINGS.failed(job, failed(n, FailureClass.LOST), now);
                    case "revoked" -> ENDINGS.failed(job, failed(n, FailureClass.REVOKED), now);
                    case "unknown" -> ENDINGS.failed(job, failed(n, FailureClass.UNKNOWN), now);
                    case "lapse" -> ENDINGS.lapsed(job, attempt(n), now);
                    case "cancel" -> CLOSING.cancelled(job, "changed my mind", now);
                    case "select" -> CLOSING.selected(job, now);
                    case "short" -> TOP_UPS.answer(job, new PoolShort(job.jobId(), now, 1, 1, List.of()), now);
                    default -> throw new IllegalArgumentException(step);
                });
    }

    private List<JobFact> run(int n) {
        job = Reopened.with(job, id(n), attempt(n));
        return List.of();
    }

    /** As decided when the job was in its first wave. */
    private List<JobFact> hedge() {
        var known = NewJob.of(sample.accepted(), null).job();
        var slow = new Candidate(known, id(1), 1, 1, 0, now, now, Set.of(), null);
        var run = new Living(attempt(1), id(1), known.jobId(), "t", "a", "shape", 0, now, now, false);
        var wish = new Wish(
                new Straggler(run, slow, new PoolSoFar(1, 1, 0, 1, 3), 0), new Hedge(slow.candidateId(), 1_000));
        return HEDGES.add(job, Map.of(known.jobId(), wish), now);
    }

    private AttemptSucceeded succeeded(int n) {
        return new AttemptSucceeded(job.jobId(), now, attempt(n), id(n), "a", List.of(), 1_000, false);
    }

    private AttemptFailed failed(int n, FailureClass failure) {
        return new AttemptFailed(
                job.jobId(),
                now,
                attempt(n),
                id(n),
                "a",
                failure,
                failure.category(),
                new Cause("test", "It was made to fail."),
                0);
    }

    private String id(int n) {
        return sample.candidate(n).candidateId();
    }

    private static UUID attempt(int n) {
        return new UUID(1, n);
    }
}
