-- Where a picture lies for a model that compares pictures: the model's digest, 32 bytes, then little-endian floats. Null where the
-- profile does not compare so.

alter table candidate add column embedding bytea;
