-- What was delivered, and what that and all the rest has cost, by day.

create table delivery (
    attempt_id uuid        primary key,
    job_id     uuid        not null,
    tenant_id  text        not null,
    target_id  text        not null,
    digest     text        not null,
    at         timestamptz not null
);
create index delivery_by_time on delivery using brin (at) with (autosummarize = on);

-- Entries on the side of who bears them, and deliveries, in one form.
create view movement as
select at, tenant_id, target_id, digest,
       case account when 'TENANT' then micros else 0 end as run_micros,
       case account when 'WASTE' then micros else 0 end as waste_micros,
       case account when 'HEDGE' then micros else 0 end as hedge_micros,
       case account when 'HOUSE' then micros else 0 end as house_micros,
       0 as delivered
from entry where account <> 'TARGET'
union all
select at, tenant_id, target_id, digest, 0, 0, 0, 0, 1 from delivery;

-- Days that are over, summed up by each dimension; days are UTC's.
create table daily_cost (
    day          date   not null,
    dimension    text   not null,
    key          text   not null,
    run_micros   bigint not null,
    waste_micros bigint not null,
    hedge_micros bigint not null,
    house_micros bigint not null,
    delivered    bigint not null,
    primary key (dimension, day, key)
);

-- One row: the first day that is not summed up yet. What moved from then on is read as it is.
create table unsummed (since date not null);
insert into unsummed
select coalesce(min((at at time zone 'UTC')::date), (now() at time zone 'UTC')::date) from entry;
