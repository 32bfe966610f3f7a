package dev.comfymesh.router;

import static dev.comfymesh.router.MeshInTest.failed;
import static dev.comfymesh.router.MeshInTest.graph;
import static dev.comfymesh.router.MeshInTest.succeeded;
import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.ChargeKind;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows when an attempt has ended; each test has nodes of its own, by a node class of its own. */
@QuarkusTest
class EndingsIT extends RouterInTest {
    @Test
    void triesElsewhereAfterATargetWasLost() {
        mesh.fleet().node("lost-1", "Lost");
        mesh.fleet().node("lost-2", "Lost");
        var job = mesh.accepted(aJob().graph(graph("Lost")));
        var first = mesh.log().await(job.jobId(), AttemptAssigned.class);

        mesh.executor().state("acme", failed(first, FailureClass.LOST, 3_000));

        var second = mesh.log().await(job.jobId(), AttemptAssigned.class, attempt -> attempt.number() == 2);
        assertThat(second.targetId()).isNotEqualTo(first.targetId());
        assertThat(mesh.log().await(job.jobId(), AttemptCharged.class).kind()).isEqualTo(ChargeKind.WASTE);
    }

    @Test
    void givesACandidateUpWhenItsGraphIsAtFault() {
        mesh.fleet().node("strict-1", "Strict");
        var job = mesh.accepted(aJob().graph(graph("Strict")));
        var first = mesh.log().await(job.jobId(), AttemptAssigned.class);

        mesh.executor().state("acme", failed(first, FailureClass.GRAPH_INVALID, 0));

        var given = mesh.log().await(job.jobId(), CandidateFailed.class);
        assertThat(given.failure()).isEqualTo(FailureClass.GRAPH_INVALID);
        assertThat(given.attempts()).isEqualTo(1);
    }

    @Test
    void keepsACandidateWhoseAttemptIsUnknownAndBelievesALaterEnding() {
        mesh.fleet().node("unknown-1", "Unknown");
        var job = mesh.accepted(aJob().graph(graph("Unknown")));
        var attempt = mesh.log().await(job.jobId(), AttemptAssigned.class);

        mesh.executor().state("acme", failed(attempt, FailureClass.UNKNOWN, 0), succeeded(attempt));

        assertThat(mesh.log().await(job.jobId(), AttemptCharged.class).kind()).isEqualTo(ChargeKind.RUN);
        assertThat(mesh.log().factsOf(job.jobId()))
                .filteredOn(AttemptAssigned.class::isInstance)
                .hasSize(1);
    }

    @Test
    void ejectsANodeWhoseOutputsAreNoPictures() {
        mesh.fleet().node("liar-1", "Liar");
        var attempt =
                mesh.log().await(mesh.accepted(aJob().graph(graph("Liar"))).jobId(), AttemptAssigned.class);
        mesh.executor().state("acme", succeeded(attempt));
        mesh.scoring().state("acme", unreadable(attempt));

        await().until(() ->
                mesh.fleet().send("GET", "/v1/targets/liar-1", "").body().contains("\"ejectedUntil\":\"2"));
    }

    @Test
    void endsWhatStillWaitsAtTheDeadline() {
        mesh.fleet().down("never-1", "Never");
        var job = mesh.accepted(aJob().graph(graph("Never")).within(Duration.ofSeconds(1)));

        assertThat(mesh.log().await(job.jobId(), CandidateFailed.class).failure())
                .isEqualTo(FailureClass.DEADLINE);
    }

    @Test
    void endsAnAttemptThatIsUnknownAtItsTimeLimit() {
        mesh.fleet().node("lapsing-1", "Lapsing");
        var job = mesh.accepted(aJob().graph(graph("Lapsing")).within(Duration.ofSeconds(3)));
        var attempt = mesh.log().await(job.jobId(), AttemptAssigned.class);

        mesh.executor().state("acme", failed(attempt, FailureClass.UNKNOWN, 0));

        var given = mesh.log().await(job.jobId(), CandidateFailed.class);
        assertThat(given.failure()).isEqualTo(FailureClass.UNKNOWN);
        assertThat(given.at()).isAfterOrEqualTo(attempt.endBy());
    }

    @Test
    void statesNoFailureWhenAnUnknownAttemptOfACancelledJobLapses() {
        mesh.fleet().node("lapsed-1", "Lapsed");
        var sample = aJob().graph(graph("Lapsed")).within(Duration.ofSeconds(3));
        var job = mesh.accepted(sample);
        var attempt = mesh.log().await(job.jobId(), AttemptAssigned.class);
        mesh.executor().state("acme", failed(attempt, FailureClass.UNKNOWN, 0));

        mesh.ingest().state("acme", sample.cancelRequested());

        mesh.log().await(job.jobId(), JobClosed.class);
        assertThat(mesh.log().factsOf(job.jobId()))
                .filteredOn(CandidateFailed.class::isInstance)
                .isEmpty();
    }

    @Test
    void ejectsANodeThatHangsAgainAndAgain() {
        mesh.fleet().node("hanging-1", "Hanging");
        var job = mesh.accepted(aJob().graph(graph("Hanging")));
        for (int number = 1; number <= 3; number++) {
            var run = number;
            var attempt = mesh.log().await(job.jobId(), AttemptAssigned.class, one -> one.number() == run);
            mesh.executor().state("acme", failed(attempt, FailureClass.STALLED, 500));
        }

        assertThat(mesh.log().await(job.jobId(), CandidateFailed.class).failure())
                .isEqualTo(FailureClass.STALLED);
        await().until(() ->
                mesh.fleet().send("GET", "/v1/targets/hanging-1", "").body().contains("\"ejectedUntil\":\"2"));
    }

    @Test
    void tellsWhichNodesWereAtFaultWhenACandidateIsGivenUp() {
        mesh.fleet().node("faulting-1", "Faulting");
        var job = mesh.accepted(aJob().graph(graph("Faulting")));
        var attempt = mesh.log().await(job.jobId(), AttemptAssigned.class);
        var fault = new GraphFault("1", "Mine", "Faulting", "size", "value_not_in_list", "It is none of those.");

        mesh.executor().state("acme", refused(attempt, FailureClass.GRAPH_INVALID, fault));

        assertThat(mesh.log()
                        .await(job.jobId(), CandidateFailed.class)
                        .problem()
                        .faults())
                .containsExactly(fault);
    }

    @Test
    void tellsAtTheDeadlineWhatWasWrongWithTheLastAttempt() {
        mesh.fleet().node("refusing-1", "Refusing");
        var job = mesh.accepted(aJob().graph(graph("Refusing")).within(Duration.ofSeconds(6)));
        var attempt = mesh.log().await(job.jobId(), AttemptAssigned.class);
        var fault = new GraphFault("1", "Mine", "Refusing", "ckpt_name", "value_not_in_list", "It is not there.");
        mesh.fleet().down("refusing-1", "Refusing");

        mesh.executor().state("acme", refused(attempt, FailureClass.MODEL_MISSING, fault));

        var given = mesh.log().await(job.jobId(), CandidateFailed.class);
        assertThat(given.failure()).isEqualTo(FailureClass.DEADLINE);
        assertThat(given.problem().faults()).containsExactly(fault);
    }

    @Test
    void givesUpWhatTheCapWillNeverPay() {
        mesh.fleet().node("dear-1", 3_600_000_000L, "Dear");
        var job = mesh.accepted(aJob().graph(graph("Dear")).capMicros(1_000));

        assertThat(mesh.log().await(job.jobId(), CandidateFailed.class).failure())
                .isEqualTo(FailureClass.BUDGET);
    }

    @Test
    void chargesNoMoreThanTheCapHoweverLongARunTook() {
        mesh.fleet().node("overrun-1", 3_600_000, "Overrun");
        var job = mesh.accepted(aJob().graph(graph("Overrun")).capMicros(15_000));
        var attempt = mesh.log().await(job.jobId(), AttemptAssigned.class);

        mesh.executor().state("acme", failed(attempt, FailureClass.TIME_LIMIT, 60_000));

        assertThat(attempt.endBy()).isEqualTo(attempt.at().plusSeconds(15));
        assertThat(mesh.log().await(job.jobId(), AttemptCharged.class).micros()).isEqualTo(15_000);
    }

    private static JobFact unreadable(AttemptAssigned attempt) {
        var reason = new Reason("UNREADABLE", "decoded", 0, 1, "It is no picture.");
        return new CandidateScored(
                attempt.jobId(),
                Instant.now(),
                attempt.candidateId(),
                attempt.attemptId(),
                "generic",
                new Verdict(false, 0, List.of(reason)));
    }

    private static JobFact refused(AttemptAssigned attempt, FailureClass failure, GraphFault fault) {
        return new AttemptFailed(
                attempt.jobId(),
                Instant.now(),
                attempt.attemptId(),
                attempt.candidateId(),
                attempt.targetId(),
                failure,
                failure.category(),
                new Cause("refused", "The target refused it.", List.of(fault)),
                0);
    }
}
