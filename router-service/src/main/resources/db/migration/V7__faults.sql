-- What was wrong with a candidate's last attempt, node by node: known still when it is given up while it waits for the next.

alter table candidate add column faults jsonb;
