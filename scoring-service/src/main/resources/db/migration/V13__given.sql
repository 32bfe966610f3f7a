-- Until when a picture is of use that was given to be judged; null for one that a run has made.

alter table work add column not_after timestamptz;
