-- The ledger's head: locked by each transaction that writes a revocation, so that sequences are
-- given in the order of commits and have no gaps. A PostgreSQL sequence would give both: a number
-- that is rolled back is lost, and a later number can be seen before an earlier one.
create table revocation_head (
  id       smallint primary key check (id = 1),
  epoch    bigint not null,
  sequence bigint not null
);
-- The epoch says which history the sequence counts. A database made anew gets a later one.
insert into revocation_head values (1, (extract(epoch from clock_timestamp()) * 1000)::bigint, 0);

create table revocation (
  sequence        bigint primary key,
  epoch           bigint not null,
  target          text not null
    check (target in ('token', 'session', 'user', 'client', 'key', 'partner', 'realm')),
  target_id       text not null check (length(target_id) between 1 and 255),
  reason          text not null check (length(reason) between 1 and 500),
  requested_by    text not null,
  requested_at    timestamptz not null,
  issued_before   timestamptz,          -- null: for good, whenever issued
  expires_at      timestamptz not null, -- no credential that it concerns lives longer
  idempotency_key text
);
create index revocation_by_target on revocation (target, target_id, expires_at);
create index revocation_by_expiry on revocation (expires_at);
create unique index revocation_by_request on revocation (requested_by, idempotency_key)
  where idempotency_key is not null;

-- Who may write to the feed. The term fences: Redis refuses a publisher of an earlier one.
create table revocation_publisher (
  id         smallint primary key check (id = 1),
  holder     text,
  term       bigint not null,
  held_until timestamptz not null,
  published  bigint not null
);
insert into revocation_publisher values (1, null, 0, '-infinity', 0);

-- What verifiers said over HTTP, while they had no Redis to say it by.
create table revocation_verifier (
  verifier   text primary key,
  epoch      bigint not null,
  sequence   bigint not null,
  applied_at timestamptz not null,
  held_until timestamptz not null
);

-- Receipts: by this time this verifier had applied all up to last_sequence.
create table revocation_receipt (
  verifier       text not null,
  first_sequence bigint not null,
  last_sequence  bigint not null,
  applied_at     timestamptz not null,
  primary key (verifier, last_sequence)
);
create index revocation_receipt_by_sequence on revocation_receipt (last_sequence);
