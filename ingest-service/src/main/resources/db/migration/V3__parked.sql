-- Jobs of which a service could not apply a fact, as the dead-letter topic tells; until it releases them.
create table parked (
    job_id    uuid        not null,
    service   text        not null,
    tenant_id text        not null,
    since     timestamptz not null,
    reason    text        not null, -- for operators
    primary key (job_id, service)
);
create index parked_of_tenant on parked (tenant_id);

-- Jobs that have not ended, for what must hold of all of them.
create index job_open on job (deadline) include (tenant_id, cap_micros) where ended_at is null;
