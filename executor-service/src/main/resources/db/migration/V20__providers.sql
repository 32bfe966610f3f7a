-- Targets that are accounts with providers; what a provider knows the run of an attempt by, which is told once and stays; and how
-- a provider's model makes what a job's graph makes.

alter table target
    add column contract text not null default 'GRAPH',
    add column provider text;
alter table attempt add column remote_id text;
alter table job add column projections text;
