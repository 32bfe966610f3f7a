-- Jobs and their candidates as far as the router must place them; whoever changes anything of a job locks its row first.

create table job (
    job_id             uuid        primary key,
    tenant_id          text        not null,
    tenant_weight      integer     not null,
    tenant_max_running integer     not null,
    digest             text        not null,
    node_classes       jsonb       not null,
    priority           text        not null,
    seed               bigint      not null,
    deliver            integer     not null,
    max_candidates     integer     not null,
    wave               integer     not null default 1,
    deadline           timestamptz not null,
    cap_micros         bigint      not null,
    spent_micros       bigint      not null default 0,
    selected           boolean     not null default false,
    cancelled          boolean     not null default false,
    accepted_at        timestamptz not null,
    closed_at          timestamptz,
    traceparent        text
);

create table candidate (
    candidate_id  text        primary key,
    job_id        uuid        not null,
    n             integer     not null,
    seed          bigint      not null,
    state         text        not null,
    attempts      integer     not null default 0,
    waiting_since timestamptz not null,
    not_before    timestamptz not null,
    avoided       jsonb       not null default '[]',
    stay_on       text
);
create index candidate_of_job on candidate (job_id);
create index candidate_waiting on candidate (job_id) where state = 'WAITING';

-- A slot is not a counter: it is a row here that has not ended. Only the matcher adds rows, under its lease.
create table attempt (
    attempt_id      uuid        primary key,
    job_id          uuid        not null,
    candidate_id    text        not null,
    number          integer     not null,
    target_id       text        not null,
    digest          text        not null,
    micros_per_hour bigint      not null,
    reserved_micros bigint      not null,
    assigned_at     timestamptz not null,
    started_at      timestamptz,
    end_by          timestamptz not null,
    unknown         boolean     not null default false,
    revoked         boolean     not null default false,
    ended_at        timestamptz,
    failure         text,
    gpu_millis      bigint,
    unique (candidate_id, number)
);
create index attempt_of_job on attempt (job_id);
create index attempt_living on attempt (target_id) where ended_at is null;

create table decision (
    decision_id  uuid        primary key,
    job_id       uuid        not null,
    candidate_id text        not null,
    at           timestamptz not null,
    explanation  jsonb       not null
);
create index decision_of_job on decision (job_id, at);

create table charge (
    attempt_id uuid        not null,
    kind       text        not null,
    job_id     uuid        not null,
    micros     bigint      not null,
    source     text        not null,
    at         timestamptz not null,
    primary key (attempt_id, kind)
);

create table target (
    target_id       text        primary key,
    kind            text        not null,
    contract        text        not null,
    url             text        not null,
    slots           integer     not null,
    micros_per_hour bigint      not null,
    cordoned        boolean     not null default false,
    origin          text        not null,
    failures_in_row integer     not null default 0,
    ejections       integer     not null default 0,
    ejected_until   timestamptz
);

create table observation (
    target_id        text        primary key,
    at               timestamptz not null,
    owner_epoch      bigint      not null,
    n                bigint      not null,
    health           text        not null,
    held             integer     not null,
    catalogue_digest text
);

create table estimate (
    digest         text   not null,
    target_id      text   not null,
    service_millis bigint not null,
    primary key (digest, target_id)
);
