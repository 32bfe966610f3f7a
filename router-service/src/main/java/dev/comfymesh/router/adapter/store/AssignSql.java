package dev.comfymesh.router.adapter.store;

import dev.comfymesh.router.app.StoredDecision;
import dev.comfymesh.router.domain.Decision.Assigned;
import java.time.Instant;
import java.util.UUID;

/**
 * The one statement that turns decisions into attempts, each with its explanation, as far as they still hold: the job is wanted, its candidate waits,
 * the target takes work and has a slot free, the cap pays for it.
 */
final class AssignSql {
    // A job that another transaction holds is skipped, never waited for: so the matcher can be in no deadlock. Only the
    // holder of the lease adds attempts, so the counts can only have become smaller since the statement began.
    static final String ASSIGN = """
            with wish as (
                select * from jsonb_to_recordset($1::text::jsonb)
                    as w (turn integer, "attemptId" uuid, "jobId" uuid, "candidateId" text, number integer,
                          "targetId" text, digest text, "reservedMicros" bigint, "loadMillis" bigint,
                          "endBy" timestamptz, explanation jsonb)),
            held as (
                select job_id, cap_micros - spent_micros as left_micros from job
                where job_id in (select "jobId" from wish) and not selected and not cancelled and closed_at is null
                order by job_id for no key update skip locked),
            room as (
                select target_id, micros_per_hour, slots - (select count(*) from attempt a
                    where a.target_id = target.target_id and a.ended_at is null) as free
                from target where target_id in (select "targetId" from wish) and not cordoned),
            ranked as (
                select w.*, room.micros_per_hour, room.free, held.left_micros,
                       row_number() over (partition by w."targetId" order by w.turn) as place,
                       sum(w."reservedMicros") over (partition by w."jobId" order by w.turn) as job_micros,
                       coalesce((select sum(reserved_micros) from attempt a
                           where a.job_id = w."jobId" and a.ended_at is null), 0) as reserved
                from wish w join held on held.job_id = w."jobId" join room on room.target_id = w."targetId"),
            taken as (
                update candidate c set state = 'LIVING', attempts = r.number from ranked r
                where c.candidate_id = r."candidateId" and c.state = 'WAITING' and c.attempts = r.number - 1
                  and r.place <= r.free and r.reserved + r.job_micros <= r.left_micros
                returning c.candidate_id),
            decided as (
                insert into decision (decision_id, job_id, candidate_id, at, explanation)
                select "attemptId", "jobId", "candidateId", $2, explanation
                from ranked where "candidateId" in (select candidate_id from taken)
                on conflict do nothing)
            insert into attempt (attempt_id, job_id, candidate_id, number, target_id, digest, micros_per_hour,
                                 reserved_micros, load_millis, assigned_at, end_by)
            select "attemptId", "jobId", "candidateId", number, "targetId", digest, micros_per_hour, "reservedMicros",
                   "loadMillis", $2, "endBy"
            from ranked where "candidateId" in (select candidate_id from taken)
            returning attempt_id""";

    /** One decision as the statement reads it; {@code turn} is its place among them. */
    record Wish(
            int turn,
            UUID attemptId,
            UUID jobId,
            String candidateId,
            int number,
            String targetId,
            String digest,
            long reservedMicros,
            long loadMillis,
            Instant endBy,
            StoredDecision explanation) {

        static Wish of(int turn, Assigned decision, Instant now) {
            var candidate = decision.candidate();
            var outlook = decision.chosen().outlook();
            return new Wish(
                    turn,
                    decision.attemptId(),
                    candidate.job().jobId(),
                    candidate.candidateId(),
                    decision.number(),
                    decision.choice().targetId(),
                    candidate.job().digest(),
                    decision.reservedMicros(),
                    outlook == null ? 0 : outlook.loadMillis(),
                    decision.endBy(),
                    StoredDecision.of(decision, now));
        }
    }

    private AssignSql() {}
}
