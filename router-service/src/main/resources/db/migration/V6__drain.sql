-- A target that is to be emptied is cordoned too; from revoke_at on, what still lives there is asked to end.

alter table target add column drain_since timestamptz, add column revoke_at timestamptz;
