-- Workflows that killed targets, kept from all others for a while.

create table quarantine (
    digest       text        primary key,
    since        timestamptz not null,
    until        timestamptz not null,
    job_id       uuid        not null,
    candidate_id text        not null,
    targets      jsonb       not null
);

-- Few attempts end so; whoever looks for what died with one finds the others by when they ended.
create index attempt_died on attempt (ended_at) where failure in ('LOST', 'UNREACHABLE', 'POISON');
