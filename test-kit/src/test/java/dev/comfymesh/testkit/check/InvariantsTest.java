package dev.comfymesh.testkit.check;

import static dev.comfymesh.testkit.check.Scene.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobFailed;
import dev.comfymesh.contracts.NewCandidate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Evidence of one job that went well breaks nothing; each invariant sees what is planted for it. */
class InvariantsTest {
    private record Planted(String invariant, String what, Consumer<Scene> tampering) {
        @Override
        public String toString() {
            return invariant + ": " + what;
        }
    }

    @Test
    void holdForAJobThatWentWell() {
        assertThat(Invariants.check(new Scene().evidence())).isEmpty();
    }

    @Test
    void holdWhenARecordWasSentTwice() {
        var scene = new Scene();
        scene.log.add(2, scene.log.get(1));

        assertThat(Invariants.check(scene.evidence())).isEmpty();
    }

    @Test
    void sayHowMuchThereWasToLookAt() {
        assertThat(Invariants.report(new Scene().evidence(), List.of()).lines())
                .contains(
                        "I5   held      Facts are numbered without gaps per job and service, in the order of the log. (8 facts)")
                .contains("I12  not applicable: the mesh sends no webhooks yet");
    }

    @Test
    void sayThatThereWasNothingToLookAt() {
        var scene = new Scene();
        scene.log.clear();

        assertThat(Invariants.report(scene.evidence(), List.of()).lines())
                .contains(
                        "I10  held      A delivered artifact exists, decodes and has its digest. (looked at nothing: no artifacts)");
    }

    @ParameterizedTest
    @MethodSource
    void areBrokenBy(Planted planted) {
        var scene = new Scene();
        planted.tampering().accept(scene);

        assertThat(Invariants.check(scene.evidence()))
                .extracting(Violation::invariant)
                .contains(planted.invariant());
    }

    static Stream<Planted> areBrokenBy() {
        return Stream.of(ofJobs(), ofAttempts(), ofTheLog(), ofMoney(), ofObjects(), leftBehind())
                .flatMap(List::stream);
    }

    private static List<Planted> ofJobs() {
        return List.of(
                new Planted("I1", "a promised job that nobody knows", scene -> scene.promised.add(UUID.randomUUID())),
                new Planted("I1", "an accepted job without a row", scene -> scene.tables.remove(Table.JOB)),
                new Planted("I1", "a job that does not end", scene -> scene.set(Table.JOB, "status", "RUNNING")),
                new Planted("I2", "a second end", scene -> scene.state("ingest", failed(scene))),
                new Planted("I2", "a second close", scene -> scene.state("router", closed(scene))),
                new Planted(
                        "I13",
                        "an attempt after the close",
                        scene -> scene.state("router", scene.job.attempt(1, 2).assigned())),
                new Planted("I13", "a run on a node after the close", scene -> scene.saw("started", scene.attempt, 60)),
                new Planted("I14", "more candidates than may be", scene -> scene.state("router", wave(scene))),
                new Planted("I14", "a job hedged by two candidates", scene -> scene.state("router", hedges(scene))),
                new Planted("I14", "an attempt beside another", scene -> {
                    scene.state("router", scene.job.attempt(2, 1).assigned());
                    scene.state("router", scene.job.attempt(2, 2).assigned());
                }),
                new Planted(
                        "I14",
                        "a fourth attempt",
                        scene -> IntStream.rangeClosed(1, 4)
                                .mapToObj(number -> scene.job.attempt(2, number))
                                .forEach(attempt -> {
                                    scene.state("router", attempt.assigned());
                                    scene.state("executor", attempt.failed(FailureClass.LOST));
                                })));
    }

    private static List<Planted> ofAttempts() {
        return List.of(
                new Planted(
                        "I2",
                        "a second ending",
                        scene -> scene.state("executor", scene.job.attempt(1).failed(FailureClass.LOST))),
                new Planted("I3", "a second submit", scene -> scene.saw("submitted", scene.attempt, -5)),
                new Planted("I3", "a second run", scene -> scene.saw("started", scene.attempt, -5)),
                new Planted("I3", "a candidate delivered twice", scene -> scene.state("ingest", deliveredTwice(scene))),
                new Planted("I3", "a delivery that did not succeed", scene -> scene.log.remove(3)),
                new Planted(
                        "I4",
                        "an ending under a later epoch than the lease's",
                        scene -> scene.set(Table.ATTEMPT, "epoch", 2L)),
                new Planted("I4", "an ending by a former owner", scene -> {
                    scene.set(Table.ATTEMPT, "epoch", 2L);
                    scene.set(Table.LEASE, "epoch", 2L);
                    endsUnder(scene, 1);
                }),
                new Planted(
                        "I8",
                        "more runs on a node than it has slots",
                        scene -> IntStream.range(0, 2).forEach(_ -> scene.saw("submitted", UUID.randomUUID(), -5))),
                new Planted(
                        "I8",
                        "more assignments than slots",
                        scene -> IntStream.rangeClosed(2, 4)
                                .forEach(n -> scene.state(
                                        "router", scene.job.attempt(n).assigned()))));
    }

    private static List<Planted> ofTheLog() {
        return List.of(
                new Planted("I5", "a gap on the log", scene -> scene.log.remove(2)),
                new Planted(
                        "I5",
                        "a gap in the outbox",
                        scene -> scene.tables
                                .get(Table.OUTBOX)
                                .removeIf(row -> row.service().equals("router") && row.number("sequence") == 2)),
                new Planted("I6", "a published fact that is not on the log", scene -> scene.log.removeLast()),
                new Planted(
                        "I6",
                        "a fact that nobody stored",
                        scene -> scene.tables.get(Table.OUTBOX).removeLast()),
                new Planted(
                        "I6",
                        "a fact that was altered",
                        scene -> scene.log.set(0, scene.log.getFirst().withPayload(new byte[] {1}))),
                new Planted(
                        "I6",
                        "a row that is not what the log folds to",
                        scene -> scene.set(Table.JOB, "status", "FAILED")),
                new Planted(
                        "I6", "an attempt that ended otherwise", scene -> scene.set(Table.ATTEMPT, "state", "FAILED")),
                new Planted(
                        "I6", "a client event that is missing", scene -> scene.set(Table.CLIENT_EVENT, "events", 6L)));
    }

    private static List<Planted> ofMoney() {
        return List.of(
                new Planted("I3", "a second charge", scene -> scene.state("router", scene.charged(5))),
                new Planted("I7", "an end without a settlement", scene -> scene.tables.remove(Table.SETTLEMENT)),
                new Planted(
                        "I7", "a settlement of another sum", scene -> scene.set(Table.SETTLEMENT, "spent_micros", 6L)),
                new Planted(
                        "I7",
                        "a reservation that nobody holds",
                        scene -> scene.set(Table.ACCOUNT, "reserved_micros", 100L)),
                new Planted(
                        "I7",
                        "an entry without its opposite",
                        scene -> scene.tables.get(Table.ENTRY).removeLast()),
                new Planted("I7", "entries on the same side", scene -> scene.set(Table.ENTRY, "micros", 5L)),
                new Planted("I7", "a charge that was not booked", scene -> scene.tables.remove(Table.ENTRY)),
                new Planted(
                        "I7", "a charge of another job", scene -> scene.set(Table.ENTRY, "job_id", UUID.randomUUID())),
                new Planted("I7", "a cost that no job bears", scene -> scene.set(Table.ENTRY, "account", "HOUSE")),
                new Planted("I7", "a charge of another kind", scene -> scene.set(Table.ENTRY, "kind", "WASTE")),
                new Planted(
                        "I8", "more spent than the cap", scene -> scene.set(Table.ROUTED_JOB, "spent_micros", 101L)));
    }

    private static List<Planted> ofObjects() {
        return List.of(
                new Planted("I10", "a delivery that is not there", scene -> scene.objects.clear()),
                new Planted(
                        "I10",
                        "another file",
                        scene -> scene.objects.replaceAll((_, _) -> new StoredObject(10, "b".repeat(64), 64, 64))),
                new Planted(
                        "I10",
                        "a file that does not decode",
                        scene -> scene.objects.replaceAll(
                                (_, was) -> new StoredObject(was.bytes(), was.sha256(), 0, 0))));
    }

    private static List<Planted> leftBehind() {
        return List.of(
                new Planted(
                        "L1",
                        "a parked job",
                        scene -> scene.add(
                                Table.PARKED,
                                "router",
                                "subject",
                                scene.job.id(),
                                "source",
                                "ingest-service",
                                "sequence",
                                2L,
                                "reason",
                                "POISON",
                                "detail",
                                "unreadable")),
                new Planted(
                        "L1", "a fact that is not published", scene -> scene.set(Table.OUTBOX, "published_at", null)),
                new Planted("L1", "a living slot", scene -> scene.set(Table.SLOT, "ended_at", null)),
                new Planted("L1", "a living attempt", scene -> scene.set(Table.ATTEMPT, "state", "RUNNING")),
                new Planted(
                        "L1",
                        "a waiting candidate",
                        scene -> scene.add(
                                Table.WAITING,
                                "router",
                                "candidate_id",
                                "c",
                                "job_id",
                                scene.job.id(),
                                "state",
                                "WAITING")),
                new Planted(
                        "L1",
                        "work of an ended job",
                        scene -> scene.add(Table.WORK, "scoring", "candidate_id", "c", "job_id", scene.job.id())));
    }

    private static JobClosed closed(Scene scene) {
        return scene.job.closed(1);
    }

    private static JobFailed failed(Scene scene) {
        return new JobFailed(scene.job.id(), NOON, new Cause("late", "It came too late."), 5);
    }

    private static JobCompleted deliveredTwice(Scene scene) {
        var one = scene.completed().selection().getFirst();
        return new JobCompleted(scene.job.id(), NOON, List.of(one, one), true, 5);
    }

    private static CandidatesAdded wave(Scene scene) {
        var candidates = IntStream.rangeClosed(2, 5)
                .mapToObj(n -> NewCandidate.of(scene.job.id(), 42, n))
                .toList();
        return new CandidatesAdded(scene.job.id(), NOON, 2, candidates);
    }

    private static CandidatesAdded hedges(Scene scene) {
        var two = IntStream.rangeClosed(2, 3)
                .mapToObj(n -> NewCandidate.of(scene.job.id(), 42, n))
                .toList();
        return new CandidatesAdded(
                scene.job.id(), NOON, 2, two, scene.job.candidate(1).candidateId());
    }

    private static void endsUnder(Scene scene, long epoch) {
        var late = scene.job.attempt(2);
        scene.add(
                Table.ATTEMPT,
                "executor",
                "id",
                late.id(),
                "job_id",
                scene.job.id(),
                "target_id",
                "sim-a",
                "state",
                "FAILED",
                "epoch",
                epoch);
        scene.state("executor", late.failed(FailureClass.LOST));
    }
}
