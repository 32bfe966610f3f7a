-- Versions of profiles: what a pool was opened under stays readable for ever. A name stands for what was released last.

create sequence profile_release;
create table profile (
    name     text        not null,
    digest   text        not null,
    document text        not null,
    shipped  boolean     not null,
    number   bigint      not null generated always as identity,
    released bigint      not null default nextval('profile_release'),
    saved_at timestamptz not null default now(),
    primary key (name, digest)
);

-- Null where a pool was opened before there were versions.
alter table pool add column profile_digest text;
alter table candidate add column set_aside text;
