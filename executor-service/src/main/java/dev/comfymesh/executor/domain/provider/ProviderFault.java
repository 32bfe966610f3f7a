package dev.comfymesh.executor.domain.provider;

import dev.comfymesh.contracts.FailureClass;

/** What can go wrong at a provider, whichever it is; each is stated as one class of failure. */
public enum ProviderFault {
    /** It understood and will not take it anywhere. */
    INVALID_REQUEST(FailureClass.GRAPH_INVALID),
    /** A model is not there, though it may be elsewhere. */
    MISSING_MODEL(FailureClass.MODEL_MISSING),
    MISSING_NODE_CLASS(FailureClass.NODE_CLASS_MISSING),
    /** Its rules forbid what was asked for. */
    CONTENT_REJECTED(FailureClass.CONTENT_REJECTED),
    /** The account may not, or cannot pay: nothing has started, and nothing will before a person acts. */
    ACCOUNT(FailureClass.ACCOUNT_REFUSED),
    /** Its own machinery failed while it had the run. */
    INFRASTRUCTURE(FailureClass.LOST),
    OUT_OF_MEMORY(FailureClass.OUT_OF_MEMORY),
    /** The graph or the model failed. */
    RUN_ERROR(FailureClass.NODE_ERROR),
    START_TIMEOUT(FailureClass.NOT_STARTED),
    RUN_TIMEOUT(FailureClass.TIME_LIMIT),
    /** It says that it succeeded, and shows nothing. */
    NO_OUTPUT(FailureClass.OUTPUT_UNVERIFIABLE),
    /** It had made something and did not keep it until we came. */
    RESULT_GONE(FailureClass.LOST);

    private final FailureClass failure;

    ProviderFault(FailureClass failure) {
        this.failure = failure;
    }

    public FailureClass failure() {
        return failure;
    }
}
