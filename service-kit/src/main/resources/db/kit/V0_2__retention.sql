-- What clean-up looks for. BRIN: these rows lie in the order of their times, and an update of a row stays within its page.

alter table fact_sequence add column created_at timestamptz not null default now();
create index fact_sequence_created on fact_sequence using brin (created_at);
create index inbox_position_updated on inbox_position using brin (updated_at);
