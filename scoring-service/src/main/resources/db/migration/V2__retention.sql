-- When a pool was selected or abandoned: the hourly clean-up forgets it some days later.

alter table pool add column over_since timestamptz;
update pool set over_since = now() where state in ('SELECTED', 'ABANDONED');
create index pool_over on pool (over_since) where over_since is not null;
