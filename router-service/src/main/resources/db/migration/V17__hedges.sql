-- A candidate that runs beside another which takes too long: which, and what an attempt of it may cost at most.

alter table candidate add column hedge jsonb;
create index candidate_hedging on candidate (job_id) where hedge is not null;
