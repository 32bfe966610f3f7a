package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.router.app.PoisonBook;
import dev.comfymesh.router.domain.PoisonRule.Evidence;
import dev.comfymesh.router.domain.PoisonRule.Run;
import dev.comfymesh.router.domain.Quarantine;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The tables as one session sees them when targets have died. */
final class SessionPoisonBook implements PoisonBook {
    // The attempt that died just now ($1) has no end in the table yet, nor have those that died in the same breath
    // ($2);
    // those of $3 began in it.
    private static final String EVIDENCE = """
            select a.attempt_id, b.target_id, b.started_at is not null or b.attempt_id = any($3), b.failure, b.ended_at,
                   (select count(*) from attempt c
                    where c.failure in ('LOST', 'UNREACHABLE', 'POISON') and c.started_at is not null
                      and c.digest <> a.digest and c.ended_at > $4
                      and (c.target_id = b.target_id
                           or abs(extract(epoch from c.ended_at - coalesce(b.ended_at, $5))) < 30))
                   + (select count(*) from attempt c
                      where b.attempt_id = a.attempt_id and c.attempt_id = any($2) and c.digest <> a.digest
                        and (c.started_at is not null or c.attempt_id = any($3))),
                   exists (select 1 from attempt d
                           where d.digest = a.digest and d.ended_at is not null and d.failure is null)
            from attempt a join attempt b on b.candidate_id = a.candidate_id and b.number <= a.number
            where a.attempt_id = any($1) and b.number > a.number - $6
            order by a.attempt_id, b.number desc""";

    private static final String KEEP_AWAY = """
            insert into quarantine as known (digest, since, until, job_id, candidate_id, targets)
            select distinct on (digest) digest, since, until, "jobId", "candidateId", targets
            from jsonb_to_recordset($1::text::jsonb) as q (
                digest text, since timestamptz, until timestamptz, "jobId" uuid, "candidateId" text, targets jsonb)
            order by digest
            on conflict (digest) do update set until = greatest(known.until, excluded.until)""";

    private final Mutiny.Session session;

    SessionPoisonBook(Mutiny.Session session) {
        this.session = session;
    }

    @Override
    public Uni<Map<UUID, Evidence>> evidence(Question question) {
        return Sql.select(
                        session,
                        EVIDENCE,
                        question.suspects().toArray(UUID[]::new),
                        question.died().toArray(UUID[]::new),
                        question.began().toArray(UUID[]::new),
                        question.now().minus(question.window()).atOffset(ZoneOffset.UTC),
                        question.now().atOffset(ZoneOffset.UTC),
                        question.runs())
                .map(lines -> byAttempt(lines, question.now()));
    }

    @Override
    public Uni<Void> keepAway(List<Quarantine> quarantines) {
        return Sql.update(session, KEEP_AWAY, Rows.json(quarantines)).replaceWithVoid();
    }

    private static Map<UUID, Evidence> byAttempt(List<Line> lines, Instant now) {
        return lines.stream()
                .collect(Collectors.groupingBy(line -> line.uuid(0), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, of -> evidence(of.getValue(), now)));
    }

    private static Evidence evidence(List<Line> runs, Instant now) {
        return new Evidence(
                runs.getFirst().flag(6),
                runs.stream().map(line -> run(line, now)).toList());
    }

    /** One that lives by the table is the one that died just now. */
    private static Run run(Line line, Instant now) {
        var endedAt = line.instantOrNull(4);
        var failure = line.textOrNull(3);
        if (endedAt == null) {
            return new Run(line.text(1), line.flag(2), FailureClass.LOST, now, (int) line.number(5));
        }
        return new Run(
                line.text(1), line.flag(2), failure == null ? null : FailureClass.valueOf(failure), endedAt, (int)
                        line.number(5));
    }
}
