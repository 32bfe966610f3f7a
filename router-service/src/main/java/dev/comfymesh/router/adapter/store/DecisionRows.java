package dev.comfymesh.router.adapter.store;

import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.router.app.StoredDecision;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Decisions as rows: what is searched for as columns, the whole as JSON. */
final class DecisionRows {
    private static final String INSERT = """
            insert into decision (decision_id, job_id, candidate_id, at, explanation)
            select "decisionId", "jobId", "candidateId", at, explanation
            from jsonb_to_recordset($1::text::jsonb)
                 as made ("decisionId" uuid, "jobId" uuid, "candidateId" text, at timestamptz, explanation jsonb)
            on conflict do nothing""";

    private record Made(UUID decisionId, UUID jobId, String candidateId, Instant at, StoredDecision explanation) {}

    private DecisionRows() {}

    static Uni<Void> insert(Mutiny.Session session, List<StoredDecision> decisions) {
        if (decisions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(session, INSERT, json(decisions)).replaceWithVoid();
    }

    /** An array of rows, as {@code jsonb_to_recordset} reads it. */
    static String json(List<StoredDecision> decisions) {
        return Rows.json(decisions.stream()
                .map(one -> new Made(one.decisionId(), one.jobId(), one.candidateId(), one.at(), one))
                .toList());
    }
}
