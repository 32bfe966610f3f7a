package dev.comfymesh.ingest.app;

import dev.comfymesh.contracts.ProgressNote;
import dev.comfymesh.ingest.domain.Job;

/** What a stream of a job carries. */
public sealed interface StreamMessage {
    /** The job as it stands; first in every stream. */
    record Snapshot(Job job) implements StreamMessage {}

    /** Never lost, never twice. */
    record Event(StoredEvent event) implements StreamMessage {}

    /** May be lost. */
    record Note(ProgressNote note) implements StreamMessage {}

    /** Says nothing, so that nobody in between takes the connection for dead. */
    record Heartbeat() implements StreamMessage {}
}
