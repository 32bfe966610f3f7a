-- What the hourly clean-up and the matcher find old and new rows by.

alter table estimate add column learned_at timestamptz not null default now();
create index estimate_by_age on estimate (learned_at);
create index job_closed on job (closed_at) where closed_at is not null;
