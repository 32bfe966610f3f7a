package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.FaultMatrix.Cell;
import dev.comfymesh.executor.FaultMatrix.Fault;
import dev.comfymesh.executor.FaultMatrix.Phase;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Catalogue;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.InputPlace;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.RunError;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Submission;
import dev.comfymesh.executor.domain.Vitals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A node in memory that plays one run as time passes, and one fault from one phase of it on. */
final class PlayedNode implements NodeClient {
    private static final int QUEUED_MILLIS = 1_000;
    private static final int STARTED_UNTIL = QUEUED_MILLIS + 2_000;
    private static final int RECORDED_AT = STARTED_UNTIL + 300;
    private static final int LATE_MILLIS = 1_500;
    private static final Set<Fault> WITHOUT_ANSWER =
            EnumSet.of(Fault.DIE, Fault.SILENT, Fault.FORGET, Fault.DROP_ANSWER, Fault.ANSWER_LATE);

    private final Cell cell;
    private boolean struck;
    private boolean taken;
    private boolean interrupted;
    private boolean broken;
    private int millis;
    private int lateMillis = LATE_MILLIS;
    int submits;

    PlayedNode(Cell cell) {
        this.cell = cell;
        strikeIn(Phase.BEFORE_SUBMIT);
    }

    /** Time passes, and what happens meanwhile is told unless nobody can hear it. */
    void pass(int step, AttemptRun run) {
        if (hit(Fault.ANSWER_LATE)) {
            lateMillis -= step;
        }
        if (!taken || over() || hit(Fault.DIE) || stuck()) {
            return;
        }
        var before = millis;
        millis += hit(Fault.SLOW) ? step / 4 : step;
        if (phase() != Phase.FETCHING) {
            strikeIn(phase());
        }
        broken = hit(Fault.OUT_OF_MEMORY) && millis > QUEUED_MILLIS + 1_000;
        interrupted = hit(Fault.INTERRUPT) && cell.phase() == Phase.RUNNING;
        if (!heard()) {
            return;
        }
        if (before < QUEUED_MILLIS && millis >= QUEUED_MILLIS) {
            run.heardStart();
        }
        if (phase() == Phase.RUNNING) {
            run.stirred();
        }
        if (over() || before < STARTED_UNTIL && millis >= STARTED_UNTIL) {
            run.heardEnd();
        }
    }

    @Override
    public Uni<Submission> submit(Assignment attempt, String clientId, Graph graph) {
        submits++;
        if (hit(Fault.DIE)) {
            return answer(new Submission.Unreachable("nobody listens"));
        }
        if (hit(Fault.SILENT)) {
            return answer(new Submission.Unknown("no answer"));
        }
        var restarted = hit(Fault.FORGET);
        taken = true;
        strikeIn(Phase.SUBMIT_IN_FLIGHT);
        return answer(
                struck && !restarted && WITHOUT_ANSWER.contains(cell.fault())
                        ? new Submission.Unknown("no answer")
                        : new Submission.Accepted());
    }

    @Override
    public Uni<Upload> upload(Assignment attempt, InputFile file, InputPlace place, Multi<byte[]> content) {
        throw new UnsupportedOperationException("its runs read no files");
    }

    @Override
    public Uni<Submission> warmUp(UUID run, Graph graph) {
        throw new UnsupportedOperationException("it is not warmed up");
    }

    @Override
    public Uni<Sighting> look(UUID run) {
        if (hit(Fault.DIE)) {
            return answer(new Sighting.Refused());
        }
        if (unanswering()) {
            return answer(new Sighting.Silent("no answer"));
        }
        if (!taken || forgotten()) {
            return answer(new Sighting.Absent());
        }
        if (broken) {
            return answer(new Sighting.Broke(new RunError("5", "KSampler", "torch.OutOfMemoryError", "no room", 9)));
        }
        return answer(
                interrupted
                        ? new Sighting.Interrupted(9)
                        : switch (phase()) {
                            case BEFORE_SUBMIT, SUBMIT_IN_FLIGHT -> new Sighting.Absent();
                            case PENDING -> new Sighting.Pending();
                            case RUNNING, FINISHING -> new Sighting.Running();
                            case FETCHING -> RunScene.finished();
                        });
    }

    @Override
    public Uni<Void> cancel(UUID run) {
        interrupted |= taken && !hit(Fault.HANG) && !hit(Fault.DIE) && phase().compareTo(Phase.FINISHING) < 0;
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Fetched> fetch(Assignment attempt, OutputFile file, Path path) {
        strikeIn(Phase.FETCHING);
        if (hit(Fault.LIE)) {
            return answer(new Fetched.Denied("is not there"));
        }
        return answer(hit(Fault.DIE) || unanswering() ? new Fetched.Unavailable("no answer") : RunScene.anything());
    }

    @Override
    public Uni<Void> freeMemory() {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Optional<Vitals>> vitals() {
        return answer(Optional.empty());
    }

    @Override
    public Uni<Optional<Catalogue>> catalogue() {
        return answer(Optional.empty());
    }

    @Override
    public NodeSocket listen(String clientId, NodeListener listener) {
        throw new IllegalStateException("a run listens by its target's desk");
    }

    private void strikeIn(Phase now) {
        struck |= cell.phase() == now;
    }

    private boolean hit(Fault fault) {
        return struck && cell.fault() == fault;
    }

    private boolean unanswering() {
        return hit(Fault.SILENT) || hit(Fault.ANSWER_LATE) && lateMillis > 0;
    }

    private boolean forgotten() {
        return hit(Fault.FORGET) && cell.phase() != Phase.BEFORE_SUBMIT;
    }

    /** A run that is to hang begins at least. */
    private boolean stuck() {
        return forgotten() || hit(Fault.HANG) && millis > QUEUED_MILLIS;
    }

    private boolean heard() {
        return !hit(Fault.STALL_SOCKET) && !hit(Fault.TAKE_CLIENT) && !hit(Fault.SILENT);
    }

    private boolean over() {
        return broken || interrupted;
    }

    private Phase phase() {
        if (millis < QUEUED_MILLIS) {
            return Phase.PENDING;
        }
        if (millis < STARTED_UNTIL) {
            return Phase.RUNNING;
        }
        return millis < RECORDED_AT ? Phase.FINISHING : Phase.FETCHING;
    }

    private static <T> Uni<T> answer(T answer) {
        return Uni.createFrom().item(answer);
    }
}
