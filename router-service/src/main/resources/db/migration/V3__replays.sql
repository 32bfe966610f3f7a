-- Decisions are read again by when they were made. Those explained without their terms cannot be replayed.

delete from decision;
create index decision_by_time on decision (at);

-- What must hold is asked of the jobs that are open, however many are closed.
create index job_open on job (job_id) where closed_at is null;
