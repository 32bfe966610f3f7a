package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.FailureClass;
import java.util.List;
import java.util.Locale;

/** The error that ended a run, as the node told it. */
public record RunError(String nodeId, String nodeType, String exceptionType, String message, long gpuMillis) {

    public Ending.Failed ending(Graph graph) {
        var node = FaultyNode.of(graph, nodeId, nodeType);
        var text = PlainText.of(message);
        return new Ending.Failed(
                outOfMemory() ? FailureClass.OUT_OF_MEMORY : FailureClass.NODE_ERROR,
                "%s raised %s: %s".formatted(node, exceptionType, text),
                gpuMillis,
                List.of(node.fault(null, exceptionType, "The node raised %s: %s".formatted(exceptionType, text))));
    }

    /** Some drivers report exhausted memory as a general runtime error, so its message counts too. */
    private boolean outOfMemory() {
        return exceptionType.endsWith("OutOfMemoryError")
                || exceptionType.equals("MemoryError")
                || message.toLowerCase(Locale.ROOT).contains("error: out of memory");
    }
}
