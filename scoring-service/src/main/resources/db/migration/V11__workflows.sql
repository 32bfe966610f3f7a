-- Which version of a workflow a pool came from, by its digest: how good its pictures are is asked for by it.

alter table pool add column workflow text;
create index pool_of_workflow on pool (workflow, over_since) where over_since is not null;
