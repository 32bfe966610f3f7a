-- What node agents are asked to place, and what they last said.

create table model_file (
    job_id uuid   not null references job (id) on delete cascade,
    path   text   not null,
    sha256 text   not null,
    key    text   not null,
    bytes  bigint not null,
    primary key (job_id, path)
);
create index model_file_digest on model_file (sha256);

create table agent (
    target_id text        primary key,
    heard_at  timestamptz not null,
    report    text        not null
);
