-- One row for each change, each holding the hash of the one before: a row that is edited, removed
-- or moved breaks the chain. before and after are json, not jsonb, since the hash is of their text.
create table audit (
  sequence      bigint primary key check (sequence > 0),
  at            timestamptz not null,
  action        text not null,
  target        text not null,
  target_id     text not null,
  actor         text not null,
  actor_name    text,
  actor_origin  text not null,
  actor_client  text not null,
  address       text,
  trace_id      text,
  before        json,
  after         json,
  previous_hash bytea not null check (octet_length(previous_hash) = 32),
  hash          bytea not null check (octet_length(hash) = 32)
);
create index audit_of_target on audit (target, target_id, sequence desc);

-- The service itself has no reason to change what it wrote; nor has anyone by mistake.
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end
$$;
create trigger audit_append_only before update or delete or truncate on audit
  for each statement execute function audit_is_append_only();
