-- What is saved under a name stays as it is; releases say which version each environment runs, and how it came to that.
create table workflow (
    tenant_id   text        not null references tenant (id),
    name        text        not null,
    description text        not null,
    versions    integer     not null default 0,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, name)
);

create table workflow_version (
    tenant_id text        not null,
    name      text        not null,
    number    integer     not null,
    digest    text        not null,
    message   text        not null,
    graph     text        not null, -- canonical JSON, of which the digest is
    bytes     bigint      not null,
    saved_by  text        not null,
    saved_at  timestamptz not null default now(),
    primary key (tenant_id, name, number),
    unique (tenant_id, name, digest),
    foreign key (tenant_id, name) references workflow (tenant_id, name) on delete cascade
);

-- The last one of an environment is what it runs.
create table release (
    tenant_id   text        not null,
    name        text        not null,
    environment text        not null,
    number      integer     not null,
    action      text        not null,
    version     integer     not null,
    released_by text        not null,
    released_at timestamptz not null default now(),
    primary key (tenant_id, name, environment, number),
    foreign key (tenant_id, name) references workflow (tenant_id, name) on delete cascade,
    foreign key (tenant_id, name, version) references workflow_version (tenant_id, name, number) on delete cascade
);
