-- Pools and their candidates; JSON columns hold the wire form. Work is what waits to be measured.

create table pool (
    job_id         uuid        primary key,
    tenant_id      text        not null,
    profile        text        not null,
    deliver        integer     not null,
    max_candidates integer     not null,
    wave           integer     not null,
    unfinished     integer     not null,
    may_grow       boolean     not null,
    state          text        not null,
    deadline       timestamptz not null,
    selected       text
);

create table candidate (
    id           text    primary key,
    job_id       uuid    not null references pool,
    n            integer not null,
    seed         bigint  not null,
    state        text    not null,
    attempt_id   uuid,
    lost_to      text,
    measurements text,
    verdict      text,
    unique (job_id, n)
);

create table work (
    candidate_id text        primary key references candidate,
    job_id       uuid        not null,
    attempt_id   uuid        not null,
    profile      text        not null,
    object_key   text        not null,
    bytes        bigint      not null,
    traceparent  text,
    tries        integer     not null,
    lent_until   timestamptz not null,
    added_at     timestamptz not null
);
create index work_in_order on work (added_at, candidate_id);
create index work_of_job on work (job_id);
