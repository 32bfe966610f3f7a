-- Outputs that nobody needs are removed, and only then the rows that tell where they are.

alter table job
    add column settled_at timestamptz,
    add column delivered  uuid[]  not null default '{}',
    add column swept      boolean not null default false;
create index job_unswept on job ((coalesce(settled_at, deadline))) where not swept;

alter table attempt add column swept boolean not null default false;
create index attempt_failed on attempt (changed_at) where state = 'FAILED' and client_id is not null and not swept;
