package dev.comfymesh.router.adapter.store;

/**
 * The statements of the jobs' book. What a transaction changes comes as JSON rows, a statement for all tables together;
 * JSON is cast from text, because the driver would quote it as a string.
 */
final class JobSql {
    // In one order for everybody, so that two transactions never wait for each other in a circle.
    static final String LOCK = """
            select job_id, tenant_id, traceparent, deadline, seed, deliver, max_candidates, cap_micros, spent_micros, wave,
                   selected, cancelled, closed_at
            from job where job_id = any($1) order by job_id for no key update""";

    // A statement of its own: it must see what was committed until the locks were had.
    static final String MEMBERS = """
            select j.job_id, j.added, j.attempts,
                   c.candidate_id, c.n, c.seed, c.state, c.waiting_since, c.not_before, c.avoided::text, c.stay_on,
                   a.attempt_id, a.number, a.target_id, a.digest, a.micros_per_hour, a.reserved_micros, a.unknown, a.revoked,
                   case when a.number > 1 then (select count(*) from attempt b
                       where b.candidate_id = a.candidate_id and b.failure = any($2)) else 0 end,
                   c.faults::text, c.hedge::text
            from (select job_id, (select count(*) from candidate c where c.job_id = job.job_id) as added,
                         (select count(*) from attempt a where a.job_id = job.job_id) as attempts
                  from job where job_id = any($1) offset 0) j
            left join candidate c on c.job_id = j.job_id and c.state in ('WAITING', 'LIVING')
            left join attempt a on a.candidate_id = c.candidate_id and a.ended_at is null
            order by c.n""";

    static final String LAPSED = """
            select attempt_id, candidate_id, number, target_id, digest, micros_per_hour, reserved_micros, job_id
            from attempt a
            where attempt_id = any($1) and failure = 'UNKNOWN'
              and not exists (select from entry e where e.attempt_id = a.attempt_id and e.kind = 'CORRECTION')""";

    static final String SAVE = """
            with opened as (
                insert into job (job_id, tenant_id, tenant_weight, tenant_max_running, digest, shape, nodes, files,
                                 inputs, demands, priority, seed, deliver, max_candidates, wave, deadline, cap_micros, spent_micros,
                                 selected, cancelled, accepted_at, closed_at, traceparent)
                select "jobId", "tenantId", weight, "maxRunning", digest, shape, nodes, files, inputs, demands, priority, seed,
                       deliver, "maxCandidates", wave, deadline, "capMicros", 0, selected, cancelled, "acceptedAt",
                       "closedAt", traceparent
                from jsonb_to_recordset($1::text::jsonb) as j (
                    "jobId" uuid, "tenantId" text, weight integer, "maxRunning" integer, digest text, shape text,
                    nodes jsonb, files jsonb, inputs jsonb, demands jsonb, priority text, seed bigint, deliver integer,
                    "maxCandidates" integer, wave integer, deadline timestamptz, "capMicros" bigint,
                    selected boolean, cancelled boolean, "acceptedAt" timestamptz, "closedAt" timestamptz, traceparent text)
                on conflict do nothing),
            added as (
                insert into candidate (candidate_id, job_id, n, seed, state, waiting_since, not_before, avoided, hedge)
                select "candidateId", "jobId", n, seed, state, "waitingSince", "notBefore", avoided, hedge
                from jsonb_to_recordset($2::text::jsonb) as c (
                    "candidateId" text, "jobId" uuid, n integer, seed bigint, state text, "waitingSince" timestamptz,
                    "notBefore" timestamptz, avoided jsonb, hedge jsonb)
                on conflict do nothing),
            moved as (
                update candidate c set state = m.state, not_before = m."notBefore", avoided = m.avoided,
                       stay_on = m."stayOn", faults = m.faults
                from jsonb_to_recordset($3::text::jsonb) as m (
                    "candidateId" text, state text, "notBefore" timestamptz, avoided jsonb, "stayOn" text,
                    faults jsonb)
                where c.candidate_id = m."candidateId"),
            ended as (
                update attempt a set ended_at = e."endedAt", failure = e.failure, gpu_millis = e."gpuMillis",
                       unknown = e.unknown, revoked = e.revoked
                from jsonb_to_recordset($4::text::jsonb) as e (
                    "attemptId" uuid, "endedAt" timestamptz, failure text, "gpuMillis" bigint, unknown boolean,
                    revoked boolean)
                where a.attempt_id = e."attemptId"),
            booked as (
                insert into entry (attempt_id, kind, account, micros, job_id, tenant_id, target_id, digest, source, at)
                select "attemptId", kind, account, micros, "jobId", "tenantId", "targetId", digest, source, at
                from jsonb_to_recordset($5::text::jsonb) as b (
                    "attemptId" uuid, kind text, account text, micros bigint, "jobId" uuid, "tenantId" text,
                    "targetId" text, digest text, source text, at timestamptz))
            update job set spent_micros = j."spentMicros", wave = j.wave, selected = j.selected, cancelled = j.cancelled,
                   closed_at = j."closedAt"
            from jsonb_to_recordset($6::text::jsonb) as j (
                "jobId" uuid, "spentMicros" bigint, wave integer, selected boolean, cancelled boolean,
                "closedAt" timestamptz)
            where job.job_id = j."jobId\"""";

    static final String STARTED = """
            update attempt set started_at = s.at from unnest($1::uuid[], $2::timestamptz[]) as s (attempt_id, at)
            where attempt.attempt_id = s.attempt_id and started_at is null""";

    static final String END = """
            with forgotten as (delete from candidate where job_id = any($1))
            insert into delivery (attempt_id, job_id, tenant_id, target_id, digest, at)
            select attempt_id, job_id, tenant_id, target_id, attempt.digest, $3
            from attempt join job using (job_id) where attempt_id = any($2)
            on conflict do nothing returning tenant_id, digest, target_id""";

    private JobSql() {}
}
