package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Demands;
import dev.comfymesh.router.domain.GraphNode;
import dev.comfymesh.router.domain.Job;
import dev.comfymesh.router.domain.Needs;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Waiting candidates as they are read; what is equal in many jobs is held once, for there may be a hundred thousand of them. */
final class WaitingRows {
    private final Map<UUID, Job> jobs = new HashMap<>();
    private final Map<String, List<GraphNode>> nodes = new HashMap<>();
    private final Map<String, Demands> demands = new HashMap<>();
    private final Map<Needs, Needs> needs = new HashMap<>();
    private final Map<Tenant, Tenant> tenants = new HashMap<>();
    private final Map<String, String> shapes = new HashMap<>();
    private final Map<String, String> digests = new HashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();

    WaitingRows add(Iterable<Row> rows) {
        rows.forEach(row -> candidates.add(candidate(row)));
        return this;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    private Candidate candidate(Row row) {
        return new Candidate(
                jobs.computeIfAbsent(row.getUUID("job_id"), _ -> job(row)),
                row.getString("candidate_id"),
                row.getInteger("n"),
                row.getLong("seed"),
                row.getInteger("attempts"),
                Rows.instant(row, "waiting_since"),
                Rows.instant(row, "not_before"),
                Rows.texts(row.getString("avoided")),
                row.getString("stay_on"),
                Rows.hedgeOrNull(row.getString("hedge")));
    }

    private Job job(Row row) {
        var graph = nodes.computeIfAbsent(row.getString("nodes"), Rows::nodes);
        return new Job(
                row.getUUID("job_id"),
                held(
                        tenants,
                        new Tenant(
                                row.getString("tenant_id"),
                                row.getInteger("tenant_weight"),
                                row.getInteger("tenant_max_running"))),
                held(digests, row.getString("digest")),
                held(shapes, row.getString("shape")),
                held(needs, Needs.of(graph, Rows.texts(row.getString("files")), demands(row.getString("demands")))),
                graph,
                Priority.valueOf(row.getString("priority")),
                Rows.instant(row, "deadline"),
                Rows.instant(row, "deadline"),
                row.getLong("cap_micros"),
                row.getLong("spent_micros"),
                row.getString("traceparent"),
                Rows.inputs(row.getString("inputs")));
    }

    private Demands demands(@Nullable String json) {
        return json == null ? Demands.NONE : demands.computeIfAbsent(json, Rows::demands);
    }

    private static <T> T held(Map<T, T> known, T value) {
        var same = known.putIfAbsent(value, value);
        return same == null ? value : same;
    }
}
