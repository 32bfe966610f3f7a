-- Whether a node ever had an agent: one that is silent for a while comes back, and jobs wait for it.

alter table observation add column had_agent boolean not null default false;
