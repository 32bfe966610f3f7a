-- What attempts cost, in double entry: the two lines of an attempt and kind have the same micros, one to the debit of who
-- bears it, one to the credit of the target, and so negative.

create table entry (
    attempt_id uuid        not null,
    kind       text        not null,
    account    text        not null,
    micros     bigint      not null,
    job_id     uuid        not null,
    tenant_id  text        not null,
    target_id  text        not null,
    digest     text        not null,
    source     text        not null,
    at         timestamptz not null,
    primary key (attempt_id, kind, account)
);
-- Entries are only ever added, in the order of time: so little is enough to find those of some days.
create index entry_by_time on entry using brin (at) with (autosummarize = on);

-- Of what was charged before, whose it was is known as long as its job was not forgotten.
insert into entry (attempt_id, kind, account, micros, job_id, tenant_id, target_id, digest, source, at)
select c.attempt_id, c.kind, line.account, line.sign * c.micros, c.job_id, coalesce(j.tenant_id, 'unknown'),
       coalesce(a.target_id, 'unknown'), coalesce(a.digest, 'unknown'), c.source, c.at
from charge c
    left join job j on j.job_id = c.job_id
    left join attempt a on a.attempt_id = c.attempt_id
    cross join lateral (values (case c.kind when 'RUN' then 'TENANT' else c.kind end, 1), ('TARGET', -1)) as line (account, sign)
where c.micros <> 0;

drop table charge;
