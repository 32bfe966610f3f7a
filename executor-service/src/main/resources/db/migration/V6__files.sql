-- The files that a job's graph reads: told once with the job, and with every attempt that is to bring them to its target.

alter table job add column files text;
alter table attempt add column files text;
