-- Keys that sign the JWTs of partners and the revocation feed. The private half is encrypted under
-- a key that the database never sees; the key id is bound to it as associated data.
create table signing_key (
  kid          text primary key,
  algorithm    text not null,
  state        text not null check (state in ('next', 'active', 'retired')),
  public_key   bytea not null,  -- X.509 SubjectPublicKeyInfo
  private_key  bytea not null,  -- 12 bytes of nonce, then AES-256-GCM over PKCS #8
  created_at   timestamptz not null,
  activated_at timestamptz,
  retired_at   timestamptz,
  check (state <> 'active' or activated_at is not null),
  check (state <> 'retired' or retired_at is not null)
);

-- However many replicas start at once, one key signs.
create unique index signing_key_one_active on signing_key (state) where state = 'active';
create unique index signing_key_one_next on signing_key (state) where state = 'next';
