package dev.comfymesh.router.adapter.store;

/** The statements of the jobs' book. JSON parameters are cast from text, because the driver would quote them as strings. */
final class JobSql {
    static final String ADD = """
            insert into job (job_id, tenant_id, tenant_weight, tenant_max_running, digest, node_classes, priority, seed,
                             deliver, max_candidates, deadline, cap_micros, accepted_at, traceparent)
            values (:jobId, :tenantId, :weight, :maxRunning, :digest, cast(cast(:nodeClasses as text) as jsonb), :priority,
                    :seed, :deliver, :maxCandidates, :deadline, :capMicros, :at, cast(:traceparent as text))
            on conflict do nothing""";

    static final String ADD_CANDIDATES = """
            insert into candidate (candidate_id, job_id, n, seed, state, waiting_since, not_before)
            select "candidateId", :jobId, n, seed, 'WAITING', :at, :at
            from jsonb_to_recordset(cast(cast(:candidates as text) as jsonb))
                 as added ("candidateId" text, n integer, seed bigint)
            on conflict do nothing""";

    static final String OPEN = """
            select job_id, tenant_id, deadline, seed, deliver, max_candidates, wave, cap_micros, spent_micros, selected,
                   cancelled, (select count(*) from candidate c where c.job_id = job.job_id) as added
            from job where job_id = :jobId and closed_at is null for no key update of job""";

    static final String STARTED =
            "update attempt set started_at = :at where attempt_id = :attemptId and started_at is null";

    static final String END = """
            with ended as (
                update attempt set ended_at = :at, failure = cast(:failure as text), gpu_millis = :gpuMillis
                where attempt_id = :attemptId and ended_at is null
                returning candidate_id, number, target_id, digest, micros_per_hour, reserved_micros)
            select ended.*, cast(c.avoided as text) as avoided, c.stay_on
            from ended join candidate c on c.candidate_id = ended.candidate_id""";

    static final String MARK_UNKNOWN =
            "update attempt set unknown = true where attempt_id = :attemptId and ended_at is null";

    static final String CHARGE = """
            with booked as (
                insert into charge (attempt_id, kind, job_id, micros, source, at)
                values (:attemptId, :kind, :jobId, :micros, :source, :at)
                on conflict do nothing returning job_id, micros)
            update job set spent_micros = spent_micros + booked.micros from booked where job.job_id = booked.job_id""";

    static final String FINISH =
            "update candidate set state = :state where candidate_id = :candidateId and state = 'LIVING'";

    static final String RETRY = """
            update candidate set state = 'WAITING', not_before = :notBefore,
                   avoided = cast(cast(:avoided as text) as jsonb), stay_on = cast(:stayOn as text)
            where candidate_id = :candidateId and state = 'LIVING'""";

    static final String GIVE_UP = """
            update candidate set state = 'FAILED'
            where state = 'WAITING' and candidate_id in
                  (select jsonb_array_elements_text(cast(cast(:candidateIds as text) as jsonb)))
            returning candidate_id""";

    static final String NEXT_WAVE = "update job set wave = :wave where job_id = :jobId";

    static final String MARK_SELECTED = "update job set selected = true where job_id = :jobId";

    static final String MARK_CANCELLED = "update job set cancelled = true where job_id = :jobId";

    static final String DROP_WAITING =
            "update candidate set state = 'DROPPED' where job_id = :jobId and state = 'WAITING'";

    static final String REVOKE_LIVING = """
            update attempt set revoked = true where job_id = :jobId and ended_at is null and not revoked
            returning attempt_id""";

    static final String CLOSE = """
            update job set closed_at = :at
            where job_id = :jobId and closed_at is null
              and not exists (select 1 from candidate c where c.job_id = job.job_id and c.state = 'WAITING')
              and not exists (select 1 from attempt a where a.job_id = job.job_id and a.ended_at is null)
            returning spent_micros, (select count(*) from attempt a where a.job_id = job.job_id) as attempts""";

    static final String FORGET_CANDIDATES = "delete from candidate where job_id = :jobId";

    private JobSql() {}
}
