create table partner (
  id            text primary key,
  name          text not null,
  contact_email text not null,
  scopes        varchar[] not null,
  metadata      jsonb not null,
  created_at    timestamptz not null,
  created_by    text not null,
  updated_at    timestamptz not null,
  deleted_at    timestamptz,  -- a partner is never removed: its keys and its audit stay
  version       integer not null
);
create index partner_newest on partner (created_at desc, id desc) where deleted_at is null;

create table api_key (
  id            text primary key,
  partner_id    text not null references partner,
  name          text not null,
  environment   text not null check (environment in ('live', 'test')),
  scopes        varchar[] not null,
  allowed_cidrs varchar[] not null,  -- empty: from anywhere
  metadata      jsonb not null,
  enabled       boolean not null,
  expires_at    timestamptz,
  revoked_at    timestamptz,
  revoke_reason text,
  created_at    timestamptz not null,
  created_by    text not null,
  updated_at    timestamptz not null,
  version       integer not null
);
create index api_key_of_partner on api_key (partner_id, created_at desc, id desc);

-- The secrets of a key, one row each. Never the secret: its HMAC under a pepper kept elsewhere.
create table api_key_version (
  key_id         text not null references api_key,
  number         integer not null check (number > 0),
  pepper_version text not null,
  hash           bytea not null check (octet_length(hash) = 32),
  created_at     timestamptz not null,
  ends_at        timestamptz,  -- null: lives as long as its key
  primary key (key_id, number)
);

-- A look-up of an unknown key id reads this row instead, so that it costs what a known one costs.
-- Its partner is deleted, its id has not the form of one, and its hashes are of nothing.
insert into partner values
  ('decoy', 'decoy', 'decoy', '{orders:read}', '{}', 'epoch', 'decoy', 'epoch', 'epoch', 0);
insert into api_key values
  ('decoy', 'decoy', 'decoy', 'live', '{orders:read}', '{}', '{}', false, null, 'epoch', 'decoy',
   'epoch', 'decoy', 'epoch', 0);
insert into api_key_version values
  ('decoy', 1, 'decoy', sha256(gen_random_uuid()::text::bytea), 'epoch', null);
