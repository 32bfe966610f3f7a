package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the router must know of a job to place its candidates.
 *
 * @param shape what of its graph makes its runs like those of others; the digest where it is like no other
 * @param nodes say which part of its graph needs what
 * @param inputs the tenant's files that its graph reads
 * @param due when the end of a run would be in time; after the deadline none is wanted any more
 */
public record Job(
        UUID jobId,
        Tenant tenant,
        String digest,
        String shape,
        Needs needs,
        List<GraphNode> nodes,
        Priority priority,
        Instant due,
        Instant deadline,
        long capMicros,
        long spentMicros,
        @Nullable String traceparent,
        List<Input> inputs) {

    public Job {
        nodes = List.copyOf(nodes);
        inputs = List.copyOf(inputs);
    }

    /** Which brings no input files. */
    public Job(
            UUID jobId,
            Tenant tenant,
            String digest,
            String shape,
            Needs needs,
            List<GraphNode> nodes,
            Priority priority,
            Instant due,
            Instant deadline,
            long capMicros,
            long spentMicros,
            @Nullable String traceparent) {
        this(
                jobId,
                tenant,
                digest,
                shape,
                needs,
                nodes,
                priority,
                due,
                deadline,
                capMicros,
                spentMicros,
                traceparent,
                List.of());
    }

    /** Whose graph is like no other. */
    public Job(
            UUID jobId,
            Tenant tenant,
            String digest,
            Needs needs,
            List<GraphNode> nodes,
            Priority priority,
            Instant due,
            Instant deadline,
            long capMicros,
            long spentMicros,
            @Nullable String traceparent) {
        this(jobId, tenant, digest, digest, needs, nodes, priority, due, deadline, capMicros, spentMicros, traceparent);
    }

    /** Which is due at its deadline. */
    public Job(
            UUID jobId,
            Tenant tenant,
            String digest,
            Needs needs,
            List<GraphNode> nodes,
            Priority priority,
            Instant deadline,
            long capMicros,
            long spentMicros,
            @Nullable String traceparent) {
        this(jobId, tenant, digest, needs, nodes, priority, deadline, deadline, capMicros, spentMicros, traceparent);
    }

    public Job withSpent(long micros) {
        return with(needs, nodes, micros);
    }

    /** The same with equal needs and nodes that other jobs have too. */
    public Job sharing(Needs equalNeeds, List<GraphNode> equalNodes) {
        return with(equalNeeds, equalNodes, spentMicros);
    }

    private Job with(Needs needs, List<GraphNode> nodes, long spentMicros) {
        return new Job(
                jobId,
                tenant,
                digest,
                shape,
                needs,
                nodes,
                priority,
                due,
                deadline,
                capMicros,
                spentMicros,
                traceparent,
                inputs);
    }
}
