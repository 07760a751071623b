-- A rotation can let the old secret live on from the first use of the new one. Until then its grace
-- has a length and no end.
alter table api_key_version
  add column grace_millis bigint check (grace_millis >= 0),  -- waits for that first use
  add column grace_from   timestamptz;                       -- runs since then, until ends_at
