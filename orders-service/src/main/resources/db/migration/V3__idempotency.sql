-- The first answer to a request, under the key that its caller chose. Keys of different callers, and
-- of different apps of one user, never meet: nobody can claim or read another's key.
create table idempotency_record (
  owner_kind  varchar(16)  not null,
  owner_id    varchar(255) not null,
  client_id   varchar(255) not null,
  key         varchar(255) not null,
  fingerprint varchar(64)  not null,
  location    varchar(255),
  etag        varchar(64),
  body        text,
  expires_at  timestamptz  not null,
  primary key (owner_kind, owner_id, client_id, key)
);
create index idempotency_record_by_end on idempotency_record (expires_at);
