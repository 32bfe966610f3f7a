-- A workflow that came to an output before is no poison: whoever looks for that knows its digest.

create index attempt_succeeded on attempt (digest) where ended_at is not null and failure is null;
