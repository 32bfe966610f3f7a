-- What runs teach is kept under what makes them alike: graphs of one shape, targets of one grade.

-- Jobs that came before have none: each is like no other.
alter table job add column shape text;
-- What was expected to pass before the run proper, for models that the target did not have at hand.
alter table attempt add column load_millis bigint not null default 0;
alter table observation add column vram_bytes bigint;

-- Written now and then by the matcher, which has it all in memory, for whoever takes over.
create table lesson (
    kind       text        not null,
    subject    text        not null,
    shape      text        not null,
    lesson     jsonb       not null,
    learned_at timestamptz not null default now(),
    primary key (kind, subject, shape)
);
create index lesson_by_age on lesson (learned_at);

-- How many outputs were judged, and how many of them passed; what was counted a week ago counts half.
create table passes (
    shape      text             not null,
    grade      text             not null,
    outputs    double precision not null,
    passed     double precision not null,
    counted_at timestamptz      not null default now(),
    primary key (shape, grade)
);
create index passes_by_age on passes (counted_at);

-- Of each digest by itself, which hardly ever came again.
drop table estimate;
