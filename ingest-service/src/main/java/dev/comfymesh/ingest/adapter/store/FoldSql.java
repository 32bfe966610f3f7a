package dev.comfymesh.ingest.adapter.store;

import static java.util.stream.Collectors.toMap;

import dev.comfymesh.ingest.domain.CandidatePhase;
import dev.comfymesh.ingest.domain.Job;
import dev.comfymesh.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The statements that fold facts into jobs: one reads all jobs, one their candidates, and one writes all that has changed. */
final class FoldSql {
    private static final String LOCK = """
            select row_to_json(locked)::text from (select * from job where id = any($1) order by id for update) as locked""";

    private static final String PHASES = "select id, phase from candidate where id = any($1)";

    private static final String WRITE = """
            with jobs as (
                update job set status = now.status, seq = now.seq, wave = now.wave,
                    waiting = now.waiting, running = now.running, scored = now.scored, failed = now.failed,
                    selection = now.selection, complete = now.complete, deadline_struck = now.deadline_struck,
                    spent_micros = now.spent_micros, problem_code = now.problem_code,
                    problem_detail = now.problem_detail, problem_faults = now.problem_faults,
                    problem_category = now.problem_category, ended_at = now.ended_at
                from %s as now where job.id = now.id),
            candidates as (
                insert into candidate select * from %s on conflict (id) do update set phase = excluded.phase),
            events as (insert into client_event select * from %s),
            artifacts as (insert into artifact select * from %s)
            insert into settlement select * from %s""".formatted(
                    Rows.of("job", "$1"),
                    Rows.of("candidate", "$2"),
                    Rows.of("client_event", "$3"),
                    Rows.of("artifact", "$4"),
                    Rows.of("settlement", "$5"));

    private FoldSql() {}

    /** Locks the jobs until the commit, and begins to fold; those that are not there are not in it. */
    static Uni<Folding> open(Mutiny.Session session, Collection<UUID> jobIds, Collection<String> candidateIds) {
        return lock(session, jobIds)
                .chain(jobs -> phases(session, candidateIds).map(phases -> new Folding(jobs, phases)));
    }

    static Uni<Void> write(Mutiny.Session session, Folding folding) {
        return folding.isIdle()
                ? Uni.createFrom().voidItem()
                : Sql.update(session, WRITE, folding.rows()).replaceWithVoid();
    }

    private static Uni<Map<UUID, Job>> lock(Mutiny.Session session, Collection<UUID> jobIds) {
        return Sql.select(session, LOCK, (Object) jobIds.toArray(UUID[]::new))
                .map(lines -> lines.stream()
                        .map(line -> Rows.row(line.text(0), JobEntity.class).job())
                        .collect(toMap(Job::id, job -> job)));
    }

    private static Uni<Map<String, CandidatePhase>> phases(Mutiny.Session session, Collection<String> candidateIds) {
        return candidateIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : Sql.select(session, PHASES, (Object) candidateIds.toArray(String[]::new))
                        .map(lines -> lines.stream()
                                .collect(toMap(line -> line.text(0), line -> CandidatePhase.valueOf(line.text(1)))));
    }
}
