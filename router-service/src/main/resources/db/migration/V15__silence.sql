-- How many honest results a target has had since its last ejection, and when our side last heard nothing of it.

alter table target add column proved integer not null default 0, add column silent_at timestamptz;
