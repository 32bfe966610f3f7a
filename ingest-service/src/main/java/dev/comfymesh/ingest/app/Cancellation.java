package dev.comfymesh.ingest.app;

import dev.comfymesh.ingest.domain.Job;

/** How a wish to cancel ended. */
public sealed interface Cancellation {
    /** The job is being cancelled, by this wish or an earlier one, or already was. */
    record Cancelling(Job job) implements Cancellation {}

    /** The job ended otherwise before the wish came. */
    record TooLate(Job job) implements Cancellation {}

    record UnknownJob() implements Cancellation {}
}
