-- The hourly clean-up forgets jobs some days after their deadline, and graphs that no job can need any more.

alter table graph add column used_at timestamptz not null default now();
create index graph_used on graph (used_at);
create index job_deadline on job (deadline);
