package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.FailureClass;
import java.util.Locale;

/** The error that ended a run, as the node told it. */
public record RunError(String nodeId, String nodeType, String exceptionType, String message, long gpuMillis) {

    public Ending.Failed ending() {
        return new Ending.Failed(
                outOfMemory() ? FailureClass.OUT_OF_MEMORY : FailureClass.NODE_ERROR,
                "Node %s (%s) raised %s: %s".formatted(nodeId, nodeType, exceptionType, PlainText.of(message)),
                gpuMillis);
    }

    /** Some drivers report exhausted memory as a general runtime error, so its message counts too. */
    private boolean outOfMemory() {
        return exceptionType.endsWith("OutOfMemoryError")
                || exceptionType.equals("MemoryError")
                || message.toLowerCase(Locale.ROOT).contains("error: out of memory");
    }
}
