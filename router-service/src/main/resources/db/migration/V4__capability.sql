-- What graphs need is known node by node, with the models that they load and the files that jobs bring.

alter table job add column nodes jsonb not null default '[]', add column files jsonb not null default '[]';
-- Of the jobs that came before, only the classes are known.
update job set nodes = (
    select coalesce(jsonb_agg(jsonb_build_object('id', c, 'title', c, 'classType', c, 'models', jsonb_build_object())), '[]')
    from jsonb_array_elements_text(node_classes) as c)
where closed_at is null;
alter table job drop column node_classes;

-- Null where a node has no agent to place files.
alter table observation add column files jsonb;
