-- The leading cause, with the nodes at fault (JSON) and whose business it is.
alter table job add column problem_faults text;
alter table job add column problem_category text;

alter table artifact add column name text;
alter table artifact add column kind text;
