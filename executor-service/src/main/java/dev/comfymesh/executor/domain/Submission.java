package dev.comfymesh.executor.domain;

/** What became of one submit. It is never sent twice: whatever is unclear is settled by looking for the attempt's id. */
public sealed interface Submission {
    record Accepted() implements Submission {}

    /** The node understood and said no; {@code queued} when it will nevertheless run a part of the graph. */
    record Refused(Refusal refusal, boolean queued) implements Submission {}

    /** Nothing can have started: no connection was made, or what answered does not serve us. */
    record Unreachable(String cause) implements Submission {}

    /** Bytes were sent and no usable answer came: it may be running. */
    record Unknown(String cause) implements Submission {}
}
