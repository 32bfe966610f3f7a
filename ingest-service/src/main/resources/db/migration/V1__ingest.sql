-- Every row names its tenant, and every query asks for it.

create table tenant (
    id              text        primary key,
    weight          integer     not null check (weight >= 1),
    max_running     integer     not null check (max_running >= 1),
    allowed_classes text        not null default '', -- node classes separated by blanks; none: all are allowed
    created_at      timestamptz not null default now()
);

-- What a tenant may still promise is the balance less what is reserved for jobs that have not ended.
create table account (
    tenant_id       text   primary key references tenant (id),
    balance_micros  bigint not null,
    reserved_micros bigint not null default 0 check (reserved_micros >= 0)
);

create table api_key (
    hash       text        primary key, -- SHA-256: a key holds 256 random bits, so a fast hash protects it
    prefix     text        not null,
    tenant_id  text        not null references tenant (id),
    scopes     text        not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz
);

create table job (
    id              uuid        primary key, -- UUIDv7: in order of creation
    tenant_id       text        not null,
    created_at      timestamptz not null,
    deadline        timestamptz not null,
    digest          text        not null,
    candidates      integer     not null,
    deliver         integer     not null,
    max_candidates  integer     not null,
    profile         text        not null,
    on_short        text        not null,
    seed            bigint      not null,
    priority        text        not null,
    previews        boolean     not null,
    cap_micros      bigint      not null,
    metadata        text        not null, -- JSON, in the client's order
    status          text        not null,
    seq             bigint      not null,
    wave            integer     not null,
    waiting         integer     not null,
    running         integer     not null,
    scored          integer     not null,
    failed          integer     not null,
    selection       text        not null, -- JSON
    complete        boolean     not null,
    deadline_struck boolean     not null,
    spent_micros    bigint      not null,
    problem_code    text,
    problem_detail  text,
    ended_at        timestamptz
);
create index job_of_tenant on job (tenant_id, id desc);
create index job_metadata on job using gin (cast(metadata as jsonb) jsonb_path_ops);

create table idempotency_record (
    tenant_id   text        not null,
    key         text        not null,
    fingerprint text        not null,
    job_id      uuid        not null,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, key)
);
create index idempotency_record_age on idempotency_record (created_at);

-- Candidates that were ever assigned or have ended; all others wait.
create table candidate (
    id        text primary key,
    tenant_id text not null,
    job_id    uuid not null,
    phase     text not null
);

create table client_event (
    job_id    uuid   not null,
    seq       bigint not null,
    tenant_id text   not null,
    type      text   not null,
    body      text   not null, -- JSON
    primary key (job_id, seq)
);

create table artifact (
    id           text    primary key,
    tenant_id    text    not null,
    job_id       uuid    not null,
    attempt_id   uuid    not null,
    candidate_id text    not null,
    position     integer not null,
    object_key   text    not null,
    media_type   text    not null,
    bytes        bigint  not null,
    sha256       text    not null,
    width        integer not null,
    height       integer not null,
    node         text    not null
);
create index artifact_of_attempt on artifact (attempt_id);

-- One row a closed job: what goes back to the account and what is taken from it. Written with the job's end and applied
-- to the account right after, so that a batch of ends does not hold up those who submit.
create table settlement (
    job_id          uuid        primary key,
    tenant_id       text        not null,
    reserved_micros bigint      not null,
    spent_micros    bigint      not null check (spent_micros between 0 and reserved_micros),
    applied_at      timestamptz
);
create index settlement_due on settlement (job_id) where applied_at is null;
