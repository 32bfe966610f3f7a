package dev.comfymesh.scoring.adapter.store;

/** What is asked of the last pools together. */
final class QualitySql {
    private static final int MOST_POOLS = 2_000;
    private static final int MOST_SEEN = 4_000;

    private static final String LAST = """
            with last as (
                select job_id, workflow, over_since from pool where over_since is not null and workflow %s
                order by over_since desc limit %d)
            """;

    private static final String OF_ANY = LAST.formatted("is not null", MOST_POOLS);
    private static final String OF_ONE = LAST.formatted("= $1", MOST_POOLS);

    private static final String COUNTS = """
            select workflow, count(distinct job_id), count(*) filter (where state = 'JUDGED'),
                   count(*) filter (where state = 'JUDGED' and (verdict::jsonb ->> 'passed')::boolean)
            from last join candidate using (job_id) group by workflow order by 2 desc, 1""";

    private static final String CODES = """
            , against as (
                select distinct workflow, id, reason ->> 'code' as code
                from last join candidate using (job_id), jsonb_array_elements(verdict::jsonb -> 'reasons') as reason
                where state = 'JUDGED' and not (verdict::jsonb ->> 'passed')::boolean
                union all
                select workflow, id, coalesce(lost_to, set_aside::jsonb ->> 'code', 'DUPLICATE')
                from last join candidate using (job_id)
                where lost_to is not null or set_aside is not null or duplicate_of is not null)
            select workflow, code, count(*) from against group by workflow, code order by 1, 3 desc, 2""";

    static final String TOTALS = OF_ANY + COUNTS;
    static final String TOTALS_OF_ONE = OF_ONE + COUNTS;
    static final String REASONS = OF_ANY + CODES;
    static final String REASONS_OF_ONE = OF_ONE + CODES;

    static final String LAST_SEEN = OF_ANY + """
            , seen as (
                select workflow, over_since, n, verdict, measurements from last join candidate using (job_id)
                where measurements is not null and verdict is not null
                order by over_since desc, n desc limit %d)
            select workflow, (verdict::jsonb ->> 'passed')::boolean, measurements from seen order by over_since, n""".formatted(MOST_SEEN);

    static final String MEASUREMENTS = """
            select id, measurements from candidate where id = any($1) and measurements is not null""";

    private QualitySql() {}
}
