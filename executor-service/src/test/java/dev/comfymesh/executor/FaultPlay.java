package dev.comfymesh.executor;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.executor.FaultMatrix.Cell;
import dev.comfymesh.executor.FaultMatrix.Fault;
import dev.comfymesh.executor.FaultMatrix.Phase;
import dev.comfymesh.testkit.SampleAttempt;
import dev.comfymesh.testkit.SampleJob;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * One cell of the matrix at a simulated node of its own. The node holds the attempt in the phase until the fault has begun,
 * and is quick after, so that no phase is missed however slow the machine is.
 */
final class FaultPlay {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STEP_MILLIS = 50;
    private static final int LATE_MILLIS = 1_500;

    /** Longer than any play. */
    private static final int FOR_EVER_MILLIS = 600_000;

    /** Sooner than a submit is given up. */
    private static final int SOON_MILLIS = 700;

    /** What comes between a submit and its answer; after any other the answer comes all the same. */
    private static final Set<Fault> WITHOUT_ANSWER =
            EnumSet.of(Fault.DIE, Fault.SILENT, Fault.FORGET, Fault.DROP_ANSWER, Fault.ANSWER_LATE);

    private final Cell cell;
    private final NodeControl node;
    private final String target;
    private final SampleJob job = Restated.longJob();
    private Instant struckAt = Instant.MAX;

    private FaultPlay(Cell cell, NodeControl node, String target) {
        this.cell = cell;
        this.node = node;
        this.target = target;
    }

    /** Makes the node one on which the attempt will come into its phase and stay there. */
    static FaultPlay of(Cell cell, NodeControl node, TestBed bed) {
        node.turn(preparation(cell).toString());
        return new FaultPlay(cell, node, bed.target(node.url()));
    }

    /**
     * Assigns the attempt, brings the fault once the phase is reached, and takes it back if it is one that passes. Of a
     * fetching only the executor can tell, which says so when it was in vain.
     */
    void play(TestBed bed, Predicate<UUID> fetchesInVain) {
        if (cell.phase() == Phase.SUBMIT_IN_FLIGHT || cell.phase() == Phase.PENDING) {
            node.post("/prompt", anothers());
        }
        if (isFate()) {
            node.turn("{\"fault\": \"%s\"}".formatted(fate()));
        }
        if (cell.phase() == Phase.SUBMIT_IN_FLIGHT) {
            node.turn("{\"answerAfter\": true, \"answerDelayMillis\": %d}"
                    .formatted(WITHOUT_ANSWER.contains(cell.fault()) ? FOR_EVER_MILLIS : SOON_MILLIS));
        }
        if (cell.phase() == Phase.BEFORE_SUBMIT) {
            strike();
            bed.assign(job, target);
        } else {
            bed.assign(job, target);
            await(cell + " comes about").atMost(PATIENCE).until(() -> reached(fetchesInVain));
            strike();
        }
        if (cell.fault() == Fault.ANSWER_LATE) {
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(struckAt.plusMillis(LATE_MILLIS)));
            node.turn("{\"answerDelayMillis\": 0}");
        }
    }

    Cell cell() {
        return cell;
    }

    SampleAttempt attempt() {
        return job.attempt(1).on(target);
    }

    /** When the fault began. */
    Instant struckAt() {
        return struckAt;
    }

    /** How often the node had this happen. */
    long saw(String event) {
        return node.saw(event, attempt().id());
    }

    private static ObjectNode preparation(Cell cell) {
        var knobs = JsonNodeFactory.instance.objectNode();
        return switch (cell.phase()) {
            case BEFORE_SUBMIT -> knobs;
            case SUBMIT_IN_FLIGHT, PENDING, RUNNING -> knobs.put("stepMillis", STEP_MILLIS);
            case FINISHING -> knobs.put("historyDelayMillis", cell.fault() == Fault.HANG ? FOR_EVER_MILLIS : 3_000);
            case FETCHING -> knobs.put("viewDelayMillis", FOR_EVER_MILLIS);
        };
    }

    /** Somebody else's prompt, to wait for. */
    private static String anothers() {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("prompt", Restated.longJob().accepted().graph());
        return body.toString();
    }

    /** Some faults a node must be told before it takes the run: they show once the run gets on, which it does not before its phase. */
    private boolean isFate() {
        return switch (cell.fault()) {
            case DROP_ANSWER, OUT_OF_MEMORY -> true;
            case HANG -> cell.phase().compareTo(Phase.RUNNING) < 0;
            case LIE -> cell.phase().compareTo(Phase.FINISHING) < 0;
            case TAKE_CLIENT -> cell.phase() == Phase.BEFORE_SUBMIT;
            case DIE, SILENT, STALL_SOCKET, ANSWER_LATE, SLOW, FORGET, INTERRUPT -> false;
        };
    }

    private String fate() {
        return cell.fault() == Fault.DROP_ANSWER
                ? "DROP_SUBMIT_RESPONSE"
                : cell.fault().name();
    }

    private boolean reached(Predicate<UUID> fetchesInVain) {
        return switch (cell.phase()) {
            case BEFORE_SUBMIT -> throw new IllegalStateException("it is there from the start");
            case SUBMIT_IN_FLIGHT, PENDING -> saw("submitted") > 0;
            case RUNNING -> saw("started") > 0;
            case FINISHING -> saw("finished") > 0;
            case FETCHING -> fetchesInVain.test(attempt().id());
        };
    }

    private void strike() {
        struckAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (cell.phase() == Phase.SUBMIT_IN_FLIGHT) {
            node.turn("{\"answerAfter\": false, \"answerDelayMillis\": 0}"); // what was asked before waits all the same
        }
        var knobs = JsonNodeFactory.instance.objectNode().put("stepMillis", 0).put("viewDelayMillis", 0);
        switch (cell.fault()) {
            case DIE -> knobs.put("kill", true);
            case SILENT -> knobs.put("silent", true);
            case STALL_SOCKET -> knobs.put("stalled", true);
            case ANSWER_LATE -> knobs.put("answerDelayMillis", LATE_MILLIS);
            case SLOW -> knobs.put("slowFactor", 4).put("stepMillis", 1).put("viewDelayMillis", 400);
            case FORGET -> knobs.put("forget", true);
            case INTERRUPT -> node.post("/interrupt", "{}");
            case HANG -> knobs.put("stepMillis", cell.phase() == Phase.RUNNING ? FOR_EVER_MILLIS : 0);
            case LIE -> removeOutputs();
            case TAKE_CLIENT -> takeClient();
            case DROP_ANSWER, OUT_OF_MEMORY -> {}
        }
        node.turn(knobs.toString());
    }

    private void removeOutputs() {
        node.files("output").stream()
                .filter(name -> name.contains(attempt().id().toString()))
                .forEach(name -> node.delete("output", name));
    }

    private void takeClient() {
        if (!isFate()) {
            node.takeClient("cm-" + target + "-1");
        }
    }
}
