package dev.comfymesh.contracts;

/** How an attempt failed; its category says whose business that is. */
public enum FailureClass {
    /** The target understood the graph and refused it. */
    GRAPH_INVALID(FailureCategory.CALLER),
    /** No target offers a node class that the graph needs. */
    NODE_CLASS_MISSING(FailureCategory.CALLER),
    /** A model that the graph names is not on the target. */
    MODEL_MISSING(FailureCategory.PROVIDER),
    /** A file that the graph reads is not on the target. */
    INPUT_MISSING(FailureCategory.CALLER),
    /** The target ran out of memory; it was asked to free its memory before this was stated. */
    OUT_OF_MEMORY(FailureCategory.PROVIDER),
    /** A node of the graph raised an error. */
    NODE_ERROR(FailureCategory.CALLER),
    /** Somebody interrupted the run on the target itself. */
    INTERRUPTED(FailureCategory.PROVIDER),
    /** The target had accepted the run and knows nothing of it any more. */
    LOST(FailureCategory.PROVIDER),
    /** No connection could be made: nothing has started. */
    UNREACHABLE(FailureCategory.PROVIDER),
    /** The target said that it succeeded and its outputs do not bear that out. */
    OUTPUT_UNVERIFIABLE(FailureCategory.PROVIDER),
    /** The run did not end in time and was interrupted. */
    TIME_LIMIT(FailureCategory.CAPACITY),
    /** It was too late to start, or the job had ended: nothing has started. */
    NOT_STARTED(FailureCategory.CAPACITY),
    /** The router asked for this end. */
    REVOKED(FailureCategory.CAPACITY),
    /** The job's deadline passed. */
    DEADLINE(FailureCategory.CAPACITY),
    /** The job's cap does not pay for another attempt. */
    BUDGET(FailureCategory.CAPACITY),
    /** It may be running; only reconciliation can say more. */
    UNKNOWN(FailureCategory.PROVIDER),
    /** A defect of the mesh. */
    INTERNAL(FailureCategory.INTERNAL);

    private final FailureCategory category;

    FailureClass(FailureCategory category) {
        this.category = category;
    }

    public FailureCategory category() {
        return category;
    }
}
