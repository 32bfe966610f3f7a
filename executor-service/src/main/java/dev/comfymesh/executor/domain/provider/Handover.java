package dev.comfymesh.executor.domain.provider;

import java.time.Duration;

/** What became of one submit to a provider. Providers do not recognise a second one, so nothing is ever sent twice. */
public sealed interface Handover {
    /** All that the run will be known by: it must be stored before anything else follows. */
    record Taken(String remoteId) implements Handover {}

    /** The answer to the submit was the end of the run. */
    record Ended(RemoteRun.Over run) implements Handover {}

    /** The provider understood and said no: nothing has started. */
    record Declined(ProviderFault fault, String detail) implements Handover {}

    /** It takes no more for now: nothing has started. */
    record Throttled(Duration retryAfter) implements Handover {}

    /** No connection was made: nothing can have started. */
    record Unreachable(String cause) implements Handover {}

    /** Bytes were sent and no usable answer came: it may be running, and charged for. */
    record Unknown(String cause) implements Handover {}
}
