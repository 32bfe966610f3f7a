-- The mechanics that every service shares. Times are the database's.

create table fact_sequence (
    subject text primary key,
    last    bigint not null
);

create table outbox (
    id           uuid        primary key default gen_random_uuid(),
    subject      text        not null,
    sequence     bigint      not null,
    shard        integer     not null,
    topic        text        not null,
    type         text        not null,
    tenant_id    text,
    payload      bytea,
    traceparent  text,
    created_at   timestamptz not null default now(),
    published_at timestamptz,
    unique (subject, sequence)
);
create index outbox_unpublished on outbox (shard, subject, sequence) where published_at is null;
create index outbox_published on outbox (published_at) where published_at is not null;

create table inbox_position (
    id         text        primary key,
    sequence   bigint      not null,
    version    integer     not null,
    updated_at timestamptz not null default now()
);

create table inbox_parked (
    id            text        primary key,
    subject       text        not null,
    source        text        not null,
    sequence      bigint      not null,
    topic         text        not null,
    record_offset bigint      not null,
    type          text        not null,
    tenant_id     text,
    payload       bytea,
    traceparent   text,
    reason        text        not null,
    detail        text        not null,
    parked_at     timestamptz not null default now()
);
create index inbox_parked_subject on inbox_parked (subject, record_offset);

create table lease (
    name  text        primary key,
    owner text        not null,
    epoch bigint      not null,
    until timestamptz not null
);
