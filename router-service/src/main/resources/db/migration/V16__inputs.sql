-- The tenant's files that a job's graph reads, with their bytes: they have to be brought to a target before it runs there.

-- Null for the many jobs that bring none.
alter table job add column inputs jsonb;
