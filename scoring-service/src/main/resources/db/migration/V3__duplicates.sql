-- Candidates carry what their picture looks like, and which better one they look like; what is unfinished is counted anew.

alter table candidate add column fingerprint bigint;
alter table candidate add column duplicate_of text;
alter table pool drop column unfinished;
alter table work drop column attempt_id;
alter table work drop column profile;
