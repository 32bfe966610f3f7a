-- What each node of a graph took on a target, as means over its runs there: node_millis is an object of node ids and
-- milliseconds.
create table run_history (
    digest       text        not null,
    target_id    text        not null,
    target_class text        not null,
    runs         integer     not null,
    node_millis  text        not null,
    changed_at   timestamptz not null default now(),
    primary key (digest, target_id)
);
create index run_history_changed on run_history (changed_at);
