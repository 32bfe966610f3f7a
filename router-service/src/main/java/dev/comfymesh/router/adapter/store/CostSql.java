package dev.comfymesh.router.adapter.store;

/** The statements of the costs: days that are over were summed up, the rest is read as it was booked. */
final class CostSql {
    static final String REPORT = """
            with line as (
                select key, run_micros, waste_micros, hedge_micros, house_micros, delivered
                from daily_cost where dimension = $1 and day between $2 and $3
                union all
                select case $1 when 'TENANT' then tenant_id when 'TARGET' then target_id when 'WORKFLOW' then digest
                            else (at at time zone 'UTC')::date::text end,
                       run_micros, waste_micros, hedge_micros, house_micros, delivered
                from movement
                where at >= greatest((select since from unsummed), $2)::timestamp at time zone 'UTC'
                  and at < ($3 + 1)::timestamp at time zone 'UTC')
            select key, coalesce(sum(run_micros), 0)::bigint as run_micros,
                   coalesce(sum(waste_micros), 0)::bigint as waste_micros,
                   coalesce(sum(hedge_micros), 0)::bigint as hedge_micros,
                   coalesce(sum(house_micros), 0)::bigint as house_micros,
                   coalesce(sum(delivered), 0)::bigint as delivered
            from line group by grouping sets ((key), ())
            order by grouping(key) desc, case when $1 = 'DAY' then key end,
                     sum(run_micros + waste_micros + hedge_micros + house_micros) desc, sum(delivered) desc, key
            limit $4""";

    // Whoever else sums up waits for the row, and then finds nothing left to do. An hour is more than any transaction
    // takes that books by the clock of its beginning.
    static final String SUM_UP = """
            with due as (
                select since, (now() at time zone 'UTC' - interval '1 hour')::date as today from unsummed
                where since < (now() at time zone 'UTC' - interval '1 hour')::date for update),
            done as (
                update unsummed set since = due.today from due)
            insert into daily_cost (day, dimension, key, run_micros, waste_micros, hedge_micros, house_micros, delivered)
            select day,
                   case when grouping(tenant_id) = 0 then 'TENANT' when grouping(target_id) = 0 then 'TARGET'
                        when grouping(digest) = 0 then 'WORKFLOW' else 'DAY' end,
                   coalesce(tenant_id, target_id, digest, day::text),
                   sum(run_micros), sum(waste_micros), sum(hedge_micros), sum(house_micros), sum(delivered)
            from (select (at at time zone 'UTC')::date as day, m.* from due join movement m
                      on at >= due.since::timestamp at time zone 'UTC' and at < due.today::timestamp at time zone 'UTC') as moved
            group by day, grouping sets ((tenant_id), (target_id), (digest), ())""";

    private CostSql() {}
}
