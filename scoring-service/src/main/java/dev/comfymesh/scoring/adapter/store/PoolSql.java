package dev.comfymesh.scoring.adapter.store;

/** What pools are read and written with: all pools of a transaction at once. */
final class PoolSql {
    /** Whoever changes a pool or its candidates holds its row's lock; locked in order, nobody waits for each other. */
    static final String LOCK = """
            select job_id, tenant_id, profile, deliver, max_candidates, deadline, state, wave, may_grow, profile_digest,
                   workflow
            from pool where job_id = any($1) order by job_id for no key update""";

    // A statement of its own: only what begins after the lock was had sees what the one before has changed.
    static final String CANDIDATES = """
            select job_id, id, n, seed, state, attempt_id, lost_to, verdict, fingerprint, duplicate_of, set_aside,
                   case when job_id = any($2) then measurements end, case when job_id = any($3) then embedding end
            from candidate where job_id = any($1) order by job_id, n""";

    // The driver keeps prepared what is shorter than 2,048 characters.
    /** Parameters: pools, changed candidates and added work as JSON rows, then whose work is done and which pools are over. */
    static final String WRITE = """
            with pools as (
                insert into pool select * from jsonb_populate_recordset(null::pool, $1::text::jsonb)
                on conflict (job_id) do update
                set state = excluded.state, wave = excluded.wave, may_grow = excluded.may_grow,
                    selected = excluded.selected, over_since = excluded.over_since),
            candidates as (
                insert into candidate select * from jsonb_populate_recordset(null::candidate, $2::text::jsonb)
                on conflict (id) do update
                set state = excluded.state, attempt_id = excluded.attempt_id, lost_to = excluded.lost_to,
                    measurements = coalesce(excluded.measurements, candidate.measurements), verdict = excluded.verdict,
                    fingerprint = excluded.fingerprint, duplicate_of = excluded.duplicate_of,
                    set_aside = excluded.set_aside, embedding = coalesce(excluded.embedding, candidate.embedding)),
            done as (delete from work where candidate_id = any($4) or job_id = any($5))
            insert into work (candidate_id, job_id, object_key, bytes, not_after, traceparent, tries, lent_until, added_at)
            select candidate_id, job_id, object_key, bytes, not_after, traceparent, 0, '-infinity', now()
            from jsonb_populate_recordset(null::work, $3::text::jsonb)""";

    static final String VIEW = """
            select job_id, state, profile, deliver, max_candidates, wave, deadline, selected, profile_digest
            from pool where job_id = $1""";

    private PoolSql() {}
}
