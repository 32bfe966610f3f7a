package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.kit.invariant.InvariantQuery;
import dev.comfymesh.kit.invariant.TableGauge;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What must always hold as far as this service's tables show it, of what is open and what ended lately. */
public final class Measures {
    private Measures() {}

    // A key is forgotten long before its job, and an hour is far more than the router needs to close a job at its
    // deadline.
    @Produces
    @Singleton
    static InvariantQuery acceptedJobsExistAndEnd() {
        return new InvariantQuery("I1", """
                select (select count(*) from idempotency_record as r
                        where r.created_at > now() - interval '1 minute'
                          and not exists (select from job where job.id = r.job_id))
                    + (select count(*) from job as j
                        where j.ended_at is null and j.deadline < now() - interval '1 hour'
                          and not exists (select from parked where parked.job_id = j.id))""");
    }

    @Produces
    @Singleton
    static InvariantQuery jobsEndOnce() {
        return new InvariantQuery("I2", """
                select count(*) from job as j
                where j.ended_at > now() - interval '1 minute'
                  and (select array_agg(e.type || ' ' || e.seq) from client_event as e
                       where e.job_id = j.id
                         and e.type in ('job.completed', 'job.failed', 'job.cancelled', 'job.expired'))
                      is distinct from array['job.' || lower(j.status) || ' ' || j.seq]""");
    }

    @Produces
    @Singleton
    static InvariantQuery nobodyIsCreditedTwiceOrTooMuch() {
        return new InvariantQuery("I3", """
                select count(*) from job as j
                where j.ended_at > now() - interval '1 minute' and j.status = 'COMPLETED'
                  and (select count(*) > j.deliver or count(*) <> count(distinct s.best ->> 'candidateId')
                       from json_array_elements(j.selection::json) as s (best))""");
    }

    // What is reserved is owed by jobs that are open and by ends that are not applied yet; whoever ended is settled.
    @Produces
    @Singleton
    static InvariantQuery accountsBalance() {
        return new InvariantQuery("I7", """
                with owed as (
                    select tenant_id, cap_micros as micros from job where ended_at is null
                    union all
                    select tenant_id, reserved_micros from settlement where applied_at is null),
                total as (select tenant_id, sum(micros) as micros from owed group by tenant_id)
                select (select count(*) from account left join total using (tenant_id)
                        where account.reserved_micros <> coalesce(total.micros, 0))
                    + (select count(*) from job as j
                        where j.ended_at > now() - interval '1 minute'
                          and not exists (select from settlement as s where s.job_id = j.id))""");
    }

    @Produces
    @Singleton
    static TableGauge parkedJobs() {
        return new TableGauge("comfymesh.ingest.jobs.parked", "select count(distinct job_id) from parked");
    }
}
