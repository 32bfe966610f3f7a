package dev.comfymesh.router.app;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.router.domain.LedgerEntry.Account;
import dev.comfymesh.router.domain.LedgerEntry.Kind;
import dev.comfymesh.router.domain.Retry;
import dev.comfymesh.testkit.SampleJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a job's attempts end, told once or more often: the ledger balances, and agrees with what is said of the job. */
class LedgerTest {
    private static final CloseJob CLOSING = new CloseJob();
    private static final FollowEnding ENDINGS =
            new FollowEnding(new Retry(3, 10, Duration.ofMillis(250), Duration.ofSeconds(30)), CLOSING);
    private static final int MOST_MICROS_PER_HOUR = 10_000_000;
    private static final int MOST_MILLIS = 200_000;
    private static final int MOST_RESERVED = 300_000;

    private final SampleJob sample = aJob().candidates(6);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void balancesHoweverAttemptsEnd(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 250; round++) {
            var job = running(random);
            var said = new ArrayList<JobFact>();
            for (int step = 0; step < 12; step++) {
                said.addAll(ending(job, random));
            }
            said.addAll(CLOSING.cancelled(job, "changed my mind", sample.at()));
            for (int n = 1; n <= 6; n++) {
                said.addAll(ENDINGS.lapsed(job, attempt(n), sample.at()));
            }

            var booked = job.changes().booked();
            var borne = sum(booked, entry -> entry.account() != Account.TARGET && entry.account() != Account.HOUSE);
            assertThat(sum(booked, _ -> true))
                    .as("seed %d, round %d", seed, round)
                    .isZero();
            assertThat(pairs(booked))
                    .as("seed %d, round %d", seed, round)
                    .allSatisfy(pair -> assertThat(pair).hasSize(2));
            assertThat(List.of(charged(said), closedAt(said)))
                    .as("seed %d, round %d", seed, round)
                    .containsOnly(borne);
        }
    }

    @Test
    void leavesToTheHouseWhatAnEstimateMissed() {
        var job = running(new Random(0));
        job.recall(row(7, MOST_MICROS_PER_HOUR, 5_000));

        assertThat(ENDINGS.succeeded(job, succeeded(7, 300), sample.at())).isEmpty();
        assertThat(ENDINGS.succeeded(job, succeeded(7, 300), sample.at())).isEmpty();

        assertThat(job.changes().booked())
                .extracting(Booked::kind, Booked::account, Booked::micros)
                .containsExactly(
                        tuple(Kind.CORRECTION, Account.HOUSE, 300 - 5_000L),
                        tuple(Kind.CORRECTION, Account.TARGET, 5_000L - 300));
        assertThat(job.row().spentMicros()).isZero();
    }

    @Test
    void givesTheHouseAllBackForAnAttemptThatNeverBegan() {
        var job = running(new Random(0));
        job.recall(row(7, MOST_MICROS_PER_HOUR, 5_000));

        ENDINGS.failed(job, failed(7, FailureClass.UNKNOWN, 0), sample.at());
        ENDINGS.failed(job, failed(7, FailureClass.NOT_STARTED, 1), sample.at());

        assertThat(job.changes().booked()).extracting(Booked::micros).containsExactly(-5_000L, 5_000L);
    }

    @Test
    void leavesToTheHouseWhatAMeterSaysOfAnAttemptThatIsNotPaid() {
        var job = running(new Random(0));

        assertThat(ENDINGS.failed(job, failed(1, FailureClass.GRAPH_INVALID, 300), sample.at()))
                .noneMatch(AttemptCharged.class::isInstance);

        assertThat(job.changes().booked())
                .extracting(Booked::account, Booked::micros)
                .containsExactly(tuple(Account.HOUSE, 300L), tuple(Account.TARGET, -300L));
    }

    private List<JobFact> ending(OpenJob job, Random random) {
        var n = random.nextInt(1, 7);
        var millis = random.nextInt(MOST_MILLIS);
        var classes = FailureClass.values();
        return switch (random.nextInt(3)) {
            case 0 -> ENDINGS.succeeded(job, succeeded(n, millis), sample.at());
            case 1 -> ENDINGS.failed(job, failed(n, classes[random.nextInt(classes.length)], millis), sample.at());
            default -> ENDINGS.lapsed(job, attempt(n), sample.at());
        };
    }

    /** All its candidates run, each at a price of its own, of which all, some or nothing was set aside. */
    private OpenJob running(Random random) {
        var job = OpenJob.of(NewJob.of(sample.accepted(), null));
        var candidates = job.candidates().stream()
                .map(candidate -> candidate.in(CandidateState.LIVING))
                .toList();
        var living = IntStream.rangeClosed(1, 6)
                .mapToObj(n -> row(n, random.nextInt(MOST_MICROS_PER_HOUR), random.nextInt(MOST_RESERVED)))
                .toList();
        return new OpenJob(job.row(), 6, 6, candidates, living);
    }

    private AttemptRow row(int n, long microsPerHour, long reservedMicros) {
        return new AttemptRow(
                attempt(n),
                candidate(n),
                1,
                0,
                "target-" + n % 2,
                "sha256:0",
                microsPerHour,
                reservedMicros,
                false,
                false,
                null,
                null,
                0);
    }

    private static long sum(List<Booked> booked, Predicate<Booked> which) {
        return booked.stream().filter(which).mapToLong(Booked::micros).sum();
    }

    private static Iterable<List<Booked>> pairs(List<Booked> booked) {
        return booked.stream()
                .collect(Collectors.groupingBy(entry -> List.of(entry.attemptId(), entry.kind())))
                .values();
    }

    private static long charged(List<JobFact> said) {
        return said.stream()
                .filter(AttemptCharged.class::isInstance)
                .mapToLong(fact -> ((AttemptCharged) fact).micros())
                .sum();
    }

    private static long closedAt(List<JobFact> said) {
        return ((JobClosed) said.getLast()).spentMicros();
    }

    private AttemptSucceeded succeeded(int n, long millis) {
        return new AttemptSucceeded(
                sample.id(),
                sample.at(),
                attempt(n),
                candidate(n),
                "target-" + n % 2,
                List.of(),
                millis,
                false,
                metered(millis));
    }

    private AttemptFailed failed(int n, FailureClass failure, long millis) {
        return new AttemptFailed(
                sample.id(),
                sample.at(),
                attempt(n),
                candidate(n),
                "target-" + n % 2,
                failure,
                failure.category(),
                new Cause("test", "It was made to fail."),
                millis,
                metered(millis));
    }

    /** Some targets have a meter. */
    private static @Nullable Long metered(long millis) {
        return millis % 3 == 0 ? millis : null;
    }

    private String candidate(int n) {
        return sample.candidate(n).candidateId();
    }

    private static UUID attempt(int n) {
        return new UUID(1, n);
    }
}
