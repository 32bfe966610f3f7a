-- What is forgotten is found by its age, and its rows by their job.

create index job_ended on job (ended_at) where ended_at is not null;
create index candidate_of_job on candidate (job_id);
create index artifact_of_job on artifact (job_id);
