package dev.comfymesh.executor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.executor.FaultMatrix.Cell;
import dev.comfymesh.executor.FaultMatrix.Fault;
import dev.comfymesh.executor.FaultMatrix.Phase;
import dev.comfymesh.testkit.SampleAttempt;
import dev.comfymesh.testkit.SampleJob;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the matrix at a simulated node of its own. The run is slow until the fault has begun in its phase, and quick
 * after, so that no phase is missed however slow the machine is.
 */
final class FaultPlay {
    private static final long LATE_NANOS = 1_500_000_000;

    /** A run's fault is decided when the node takes it. */
    private static final Set<Fault> ARMED = EnumSet.of(Fault.HANG, Fault.DROP_ANSWER, Fault.LIE, Fault.OUT_OF_MEMORY);

    private final Cell cell;
    private final NodeControl node;
    private final @Nullable NodeProcess mortal;
    private final String target;
    private final SampleJob job = SampleJob.aJob().graph(longGraph());
    private long struckAt;
    private boolean struck;
    private boolean healed;

    private FaultPlay(Cell cell, NodeControl node, @Nullable NodeProcess mortal, String target) {
        this.cell = cell;
        this.node = node;
        this.mortal = mortal;
        this.target = target;
    }

    /**
     * What these nodes can be made to do. Not played here: what befalls a submit in the hands of the node, which takes it
     * and answers in one go; the fetching, which begins when nobody can see it; and errors of a run that was taken already.
     */
    static boolean playable(Cell cell) {
        return switch (cell.phase()) {
            case BEFORE_SUBMIT -> true;
            case SUBMIT_IN_FLIGHT -> cell.fault() == Fault.DROP_ANSWER;
            case PENDING, RUNNING, FINISHING -> !ARMED.contains(cell.fault());
            case FETCHING -> false;
        };
    }

    /** Prepares the node; one that is to die has a process of its own. */
    static FaultPlay of(Cell cell, NodeControl shared, TestBed bed) {
        var mortal = cell.fault() == Fault.DIE ? NodeProcess.start(0) : null;
        var node = mortal == null ? shared : new NodeControl(mortal.url());
        node.turn(preparation(cell));
        return new FaultPlay(cell, node, mortal, bed.target(node.url()));
    }

    void begin(TestBed bed) {
        if (cell.phase() == Phase.PENDING) {
            node.post("/prompt", inFront());
        }
        if (cell.phase().compareTo(Phase.PENDING) < 0) {
            strike();
        }
        bed.assign(job, target);
    }

    Cell cell() {
        return cell;
    }

    SampleAttempt attempt() {
        return job.attempt(1).on(target);
    }

    /** Brings the fault once its phase is reached, and takes it back if it is one that passes; answers whether all is done. */
    boolean turn() {
        if (!struck && reached()) {
            strike();
        }
        if (struck && !healed && cell.fault() == Fault.ANSWER_LATE && System.nanoTime() - struckAt > LATE_NANOS) {
            node.turn("{\"answerDelayMillis\": 0}");
            healed = true;
        }
        return struck && (healed || cell.fault() != Fault.ANSWER_LATE);
    }

    /** How often the node had this happen; a dead one cannot be asked. */
    long saw(String event) {
        return mortal == null
                ? node.saw(event, attempt().id())
                : mortal.saw(event, attempt().id());
    }

    @Override
    public String toString() {
        return cell + (struck ? " struck" : " waiting");
    }

    void close() {
        if (mortal != null) {
            mortal.close();
        }
    }

    private static String preparation(Cell cell) {
        return switch (cell.phase()) {
            case PENDING, RUNNING -> "{\"stepMillis\": 50}";
            case FINISHING -> "{\"historyDelayMillis\": 3000}";
            case BEFORE_SUBMIT, SUBMIT_IN_FLIGHT, FETCHING -> "{\"stepMillis\": 0}";
        };
    }

    /** Somebody else's prompt, to wait for. */
    private static String inFront() {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("prompt", longGraph());
        return body.toString();
    }

    /** Twenty seconds of sampling at 50 ms a step, and next to nothing at none. */
    private static ObjectNode longGraph() {
        var graph = (ObjectNode) Restated.runnableJob().accepted().graph();
        ((ObjectNode) graph.at("/5/inputs")).put("steps", 400);
        return graph;
    }

    private boolean reached() {
        return switch (cell.phase()) {
            case BEFORE_SUBMIT, SUBMIT_IN_FLIGHT -> true;
            case PENDING -> saw("submitted") > 0;
            case RUNNING -> saw("started") > 0;
            case FINISHING -> saw("finished") > 0;
            case FETCHING -> false;
        };
    }

    private void strike() {
        switch (cell.fault()) {
            case DIE -> close();
            case SILENT -> node.turn("{\"silent\": true}");
            case HANG -> node.turn("{\"fault\": \"HANG\"}");
            case STALL_SOCKET -> node.turn("{\"stalled\": true}");
            case DROP_ANSWER -> node.turn("{\"fault\": \"DROP_SUBMIT_RESPONSE\"}");
            case ANSWER_LATE -> node.turn("{\"answerDelayMillis\": 1500}");
            case LIE -> node.turn("{\"fault\": \"LIE\", \"lie\": \"NO_OUTPUT\"}");
            case OUT_OF_MEMORY -> node.turn("{\"fault\": \"OUT_OF_MEMORY\"}");
            case SLOW -> node.turn("{\"slowFactor\": 4}");
            case FORGET -> node.turn("{\"forget\": true}");
            case TAKE_CLIENT -> takeClient();
            case INTERRUPT -> node.post("/interrupt", "{}");
        }
        if (cell.fault() != Fault.DIE) {
            node.turn("{\"stepMillis\": %d}".formatted(cell.fault() == Fault.SLOW ? 1 : 0));
        }
        struck = true;
        struckAt = System.nanoTime();
    }

    private void takeClient() {
        if (cell.phase() == Phase.BEFORE_SUBMIT) {
            node.turn("{\"fault\": \"TAKE_CLIENT\"}");
        } else {
            node.takeClient("cm-" + target + "-1");
        }
    }
}
