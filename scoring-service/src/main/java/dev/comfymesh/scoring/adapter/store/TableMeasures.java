package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.kit.invariant.InvariantQuery;
import dev.comfymesh.kit.invariant.TableGauge;
import dev.comfymesh.kit.retention.Expiry;
import dev.comfymesh.scoring.config.ScoringConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What is regularly read off the tables, and what they forget. */
public final class TableMeasures {
    private TableMeasures() {}

    /** No selection is longer than wanted, and whoever is in it was judged in that very pool; of the last thousand. */
    @Produces
    @Singleton
    static InvariantQuery selections() {
        return new InvariantQuery("I3", """
                select count(*) from (
                    select job_id, deliver, selected::jsonb -> 'selection' as selection from pool
                    where over_since is not null and selected is not null order by over_since desc limit 1000) as closed
                where jsonb_array_length(selection) > deliver
                   or exists (
                       select from jsonb_array_elements(selection) as chosen
                       where not exists (
                           select from candidate
                           where id = chosen ->> 'candidateId' and candidate.job_id = closed.job_id
                             and state = 'JUDGED' and duplicate_of is null))""");
    }

    @Produces
    @Singleton
    static TableGauge queue() {
        return new TableGauge("comfymesh.scoring.queue", "select count(*) from work");
    }

    @Produces
    @Singleton
    static TableGauge oldestWork() {
        return new TableGauge(
                "comfymesh.scoring.queue.oldest.seconds",
                "select coalesce(extract(epoch from now() - min(added_at)), 0)::float8 from work");
    }

    /** Pools with all that was measured in them. */
    @Produces
    @Singleton
    static Expiry oldPools(ScoringConfig config) {
        return new Expiry("pools that have been over for long", """
                with old as (
                    select job_id from pool where over_since < now() - interval '%d seconds'
                    order by over_since limit 200 for update skip locked),
                candidates as (delete from candidate using old where candidate.job_id = old.job_id)
                delete from pool using old where pool.job_id = old.job_id""".formatted(
                        config.retention().toSeconds()));
    }
}
