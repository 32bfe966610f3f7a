package dev.comfymesh.contracts;

/**
 * How an attempt failed; its category says whose business that is. Classes may be added: a reader that does not know one goes by
 * the category.
 */
public enum FailureClass {
    /** The target understood the graph and refused it. */
    GRAPH_INVALID(FailureCategory.CALLER, Retry.POINTLESS, Payer.NOBODY),
    /** The target, or all of them, offer no such node class as the graph needs. */
    NODE_CLASS_MISSING(FailureCategory.CALLER, Retry.ELSEWHERE, Payer.NOBODY),
    /** A model that the graph names is not on the target. */
    MODEL_MISSING(FailureCategory.PROVIDER, Retry.ELSEWHERE, Payer.NOBODY),
    /** A file that the graph reads is not on the target. */
    INPUT_MISSING(FailureCategory.CALLER, Retry.POINTLESS, Payer.NOBODY),
    /** No target is what the job demands. */
    DEMANDS_UNMET(FailureCategory.CALLER, Retry.POINTLESS, Payer.NOBODY),
    /** The target ran out of memory; it was asked to free its memory before this was stated. */
    OUT_OF_MEMORY(FailureCategory.PROVIDER, Retry.HERE, Payer.TENANT),
    /** A node of the graph raised an error. */
    NODE_ERROR(FailureCategory.CALLER, Retry.POINTLESS, Payer.TENANT),
    /** The target's owner forbids what was asked for, or what came of it. */
    CONTENT_REJECTED(FailureCategory.CALLER, Retry.POINTLESS, Payer.TENANT),
    /** The account with the provider may not, or cannot pay: nothing has started, and nothing will before a person acts. */
    ACCOUNT_REFUSED(FailureCategory.PROVIDER, Retry.ELSEWHERE, Payer.NOBODY),
    /** Somebody interrupted the run on the target itself. */
    INTERRUPTED(FailureCategory.PROVIDER, Retry.ELSEWHERE, Payer.TENANT),
    /** The target had accepted the run and knows nothing of it any more. */
    LOST(FailureCategory.PROVIDER, Retry.ELSEWHERE, Payer.TENANT),
    /** No connection could be made: nothing has started. */
    UNREACHABLE(FailureCategory.PROVIDER, Retry.ELSEWHERE, Payer.NOBODY),
    /** The target said that it succeeded and its outputs do not bear that out. */
    OUTPUT_UNVERIFIABLE(FailureCategory.PROVIDER, Retry.ELSEWHERE, Payer.TENANT),
    /** The run did not end in time and was interrupted. */
    TIME_LIMIT(FailureCategory.CAPACITY, Retry.ELSEWHERE, Payer.TENANT),
    /** The run showed no sign of life for too long and was interrupted. */
    STALLED(FailureCategory.PROVIDER, Retry.ELSEWHERE, Payer.TENANT),
    /** Two distinct targets died of this workflow, which is kept from the others for a while. */
    POISON(FailureCategory.CALLER, Retry.POINTLESS, Payer.TENANT),
    /** It was too late to start, or the job had ended: nothing has started. */
    NOT_STARTED(FailureCategory.CAPACITY, Retry.LATER, Payer.NOBODY),
    /** The router asked for this end. */
    REVOKED(FailureCategory.CAPACITY, Retry.ELSEWHERE, Payer.TENANT),
    /** The job's deadline passed. */
    DEADLINE(FailureCategory.CAPACITY, Retry.POINTLESS, Payer.TENANT),
    /** The job's cap does not pay for another attempt. */
    BUDGET(FailureCategory.CAPACITY, Retry.POINTLESS, Payer.TENANT),
    /** It may be running; only reconciliation can say more. */
    UNKNOWN(FailureCategory.PROVIDER, Retry.LATER, Payer.TENANT),
    /** A defect of the mesh. */
    INTERNAL(FailureCategory.INTERNAL, Retry.ELSEWHERE, Payer.TENANT);

    /** Where another attempt may end better. */
    public enum Retry {
        POINTLESS,
        /** On the same target, once. */
        HERE,
        ELSEWHERE,
        /** Wherever there is room, after a while. */
        LATER
    }

    /** Who bears what the target has worked on the attempt. */
    public enum Payer {
        /** It never ran. */
        NOBODY,
        TENANT
    }

    private final FailureCategory category;
    private final Retry retry;
    private final Payer payer;

    FailureClass(FailureCategory category, Retry retry, Payer payer) {
        this.category = category;
        this.retry = retry;
        this.payer = payer;
    }

    public FailureCategory category() {
        return category;
    }

    /** A hint: the router decides, and knows more. */
    public Retry retry() {
        return retry;
    }

    /** A hint to the ledger. */
    public Payer payer() {
        return payer;
    }
}
