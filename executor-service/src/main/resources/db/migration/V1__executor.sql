create table target (
    id         text        primary key,
    kind       text        not null,
    url        text        not null,
    slots      integer     not null,
    removed    boolean     not null,
    defined_at timestamptz not null
);

create table graph (
    digest text primary key,
    body   text not null
);

create table job (
    id        uuid        primary key,
    tenant_id text        not null,
    deadline  timestamptz not null,
    previews  boolean     not null,
    closing   boolean     not null
);

create table attempt (
    id           uuid        primary key,
    job_id       uuid        not null,
    tenant_id    text        not null,
    candidate_id text        not null,
    target_id    text        not null,
    seed         bigint      not null,
    digest       text        not null,
    start_by     timestamptz not null,
    end_by       timestamptz not null,
    previews     boolean     not null,
    traceparent  text,
    state        text        not null,
    client_id    text,
    epoch        bigint,
    stop_reason  text,
    stop_at      timestamptz,
    assigned_at  timestamptz not null default now(),
    changed_at   timestamptz not null default now()
);
create index attempt_live on attempt (target_id) where state not in ('SUCCEEDED', 'FAILED');
create index attempt_unstarted on attempt (start_by) where state = 'ASSIGNED';
create index attempt_job on attempt (job_id);
create index attempt_recent on attempt (assigned_at desc);

create table observation (
    target_id text   primary key,
    epoch     bigint not null,
    number    bigint not null,
    content   text   not null
);
