-- Which thing came of which request, so that a repeat (Idempotency-Key) creates no second one. The
-- answer is not kept: that of a new key has the secret, which is stored nowhere.
create table creation (
  caller      text not null,
  client      text not null,
  key         text not null check (length(key) between 1 and 255),
  fingerprint bytea not null check (octet_length(fingerprint) = 32),
  created_id  text not null,
  expires_at  timestamptz not null,
  primary key (caller, client, key)
);
create index creation_by_end on creation (expires_at);
