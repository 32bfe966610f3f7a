package dev.comfymesh.router.adapter.store;

import java.time.Duration;

/** The statements of what runs teach. */
final class ExperienceSql {
    /** Of jobs that were accepted longer ago than this nothing is learned again. */
    static final Duration LONG_AGO = Duration.ofHours(1);

    /** Targets of one grade run alike. */
    private static final String GRADE =
            "case when t.provider is null then coalesce(t.accelerator, t.target_id) else t.target_id end";

    static final String LESSONS = """
            select kind, cast(lesson as text) as lesson from (
                select kind, lesson, learned_at from lesson order by learned_at desc limit 10000) as latest
            order by learned_at""";

    static final String KEEP = """
            insert into lesson (kind, subject, shape, lesson)
            select kind, subject, shape, lesson
            from jsonb_to_recordset($1::text::jsonb) as k (kind text, subject text, shape text, lesson jsonb)
            on conflict (kind, subject, shape) do update set lesson = excluded.lesson, learned_at = now()""";

    // What its own meter says is booked with the attempt.
    static final String RUNS = """
            select attempt_id, a.target_id, %s as grade, coalesce(j.shape, j.digest) as shape, failure,
                   coalesce(gpu_millis, 0) as gpu_millis, load_millis, a.micros_per_hour, ended_at,
                   case when t.provider is not null then
                       (select -sum(micros)::bigint from entry e
                        where e.attempt_id = a.attempt_id and e.account = 'TARGET' and e.source = 'meter') end as metered
            from attempt a join job j on j.job_id = a.job_id join target t on t.target_id = a.target_id
            where ended_at > $1""".formatted(GRADE);

    static final String OF_JOBS = " and a.job_id = any($2) order by ended_at, attempt_id";

    static final String SINCE_KEPT = """
             and a.job_id >= $2 and ended_at > (select coalesce(max(learned_at), '-infinity') from lesson)
            order by ended_at, attempt_id""";

    static final String PASSES = """
            select shape, grade, outputs, passed from passes where counted_at > $1
            order by counted_at desc limit 5000""";

    // In one order for everybody, so that two transactions never wait for each other in a circle.
    static final String COUNT_PASSES = """
            insert into passes as known (shape, grade, outputs, passed)
            select coalesce(j.shape, j.digest), %s, count(*), sum(s.passed)
            from unnest($1::uuid[], $2::integer[]) as s (attempt_id, passed)
                join attempt a on a.attempt_id = s.attempt_id
                join job j on j.job_id = a.job_id join target t on t.target_id = a.target_id
            group by 1, 2 order by 1, 2
            on conflict (shape, grade) do update
            set outputs = known.outputs * power(0.5, extract(epoch from now() - known.counted_at) / 604800)
                          + excluded.outputs,
                passed = known.passed * power(0.5, extract(epoch from now() - known.counted_at) / 604800)
                         + excluded.passed,
                counted_at = now()""".formatted(GRADE);

    // Job ids begin with the time at which they were made.
    static final String USED_MODELS = """
            select target_id, cast(models as text) as models from (
                select a.target_id, a.assigned_at, jsonb_path_query_array(j.nodes, '$[*].models.*') as models
                from attempt a join job j on j.job_id = a.job_id
                where a.job_id >= $1 order by a.job_id desc limit 2000) as lately
            group by target_id, lately.models order by max(assigned_at)""";

    private ExperienceSql() {}
}
