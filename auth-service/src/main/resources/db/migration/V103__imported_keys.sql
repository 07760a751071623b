-- Keys that another system issued. Their holders go on presenting that system's text, which names no
-- key id: it is found by a digest, or, while all that is known is a slow salted hash, by its prefix.
create table imported_key (
  key_id         text primary key references api_key,
  partner_id     text not null references partner,
  external_id    text not null,
  request        bytea not null check (octet_length(request) = 32),  -- what was asked, for repeats
  lookup         bytea,  -- digest of the text; null while only a slow hash is known
  pepper_version text,   -- under which lookup is an HMAC of ours; null for the other system's digest
  prefix         text,
  slow_hash      text,   -- bcrypt or Argon2 as its text has it; null after first use
  check ((lookup is null) = (slow_hash is not null)),
  check (slow_hash is null or prefix is not null),
  unique (partner_id, external_id)
);
create unique index imported_key_by_lookup on imported_key (lookup);
create index imported_key_by_prefix on imported_key (prefix) where slow_hash is not null;
