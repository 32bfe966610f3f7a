-- Files of tenants, each stored once under the tenant and its digest.
create table upload (
    tenant_id  text        not null,
    sha256     text        not null,
    media_type text        not null,
    bytes      bigint      not null,
    created_at timestamptz not null default now(),
    used_at    timestamptz not null default now(),
    stored_at  timestamptz, -- null until the object is there
    deleted_at timestamptz, -- nobody sees it any more; the object stays while a job that lives needs it
    primary key (tenant_id, sha256)
);
create index upload_last_used on upload (tenant_id, used_at);
create index upload_age on upload (used_at);
create index upload_deleted on upload (deleted_at) where deleted_at is not null;

-- Which files a job needs, for as long as it is remembered.
create table job_file (
    job_id    uuid not null,
    path      text not null,
    tenant_id text not null,
    sha256    text not null,
    primary key (job_id, path)
);
create index job_file_of_upload on job_file (tenant_id, sha256);
