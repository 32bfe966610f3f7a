-- Accounts with third parties are targets too, and jobs demand things of targets besides what their graphs need.

alter table target
    add column provider       text,
    add column micros_per_run bigint,
    add column accelerator    text,
    add column region         text;

-- Null for the many jobs that demand nothing.
alter table job add column demands jsonb;
