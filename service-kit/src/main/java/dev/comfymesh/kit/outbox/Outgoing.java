package dev.comfymesh.kit.outbox;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.trace.Traces;
import org.jspecify.annotations.Nullable;

/**
 * One event to publish; the subject is its key on the topic.
 *
 * @param tenantId null for an event that is no tenant's
 * @param payload null for a tombstone
 * @param traceparent null outside of any trace
 * @param urgent whether it is published as soon as it is committed; else together with what comes next, or a moment later
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
public record Outgoing(
        Topic topic,
        String subject,
        @Nullable String tenantId,
        String type,
        byte @Nullable [] payload,
        @Nullable String traceparent,
        boolean urgent) {

    /** An urgent one. */
    public Outgoing(
            Topic topic,
            String subject,
            @Nullable String tenantId,
            String type,
            byte @Nullable [] payload,
            @Nullable String traceparent) {
        this(topic, subject, tenantId, type, payload, traceparent, true);
    }

    /** A fact about a job, in the current trace. */
    public static Outgoing of(String tenantId, JobFact fact) {
        return of(tenantId, fact, Traces.current());
    }

    /** A fact about a job, in the trace of the work that led to it. */
    public static Outgoing of(String tenantId, JobFact fact, @Nullable String traceparent) {
        return new Outgoing(
                Topic.JOBS,
                fact.jobId().toString(),
                tenantId,
                WireJson.typeOf(fact.getClass()),
                WireJson.write(fact),
                traceparent);
    }

    /** The same for which nobody waits: each record that comes alone costs every consumer a poll. */
    public Outgoing patient() {
        return new Outgoing(topic, subject, tenantId, type, payload, traceparent, false);
    }
}
