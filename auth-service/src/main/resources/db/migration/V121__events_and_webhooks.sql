-- What happened to keys, kept and listed.
create table event (
  sequence   bigint generated always as identity primary key,
  id         text not null unique,
  type       text not null,
  at         timestamptz not null,
  key_id     text not null,
  partner_id text not null,
  data       jsonb not null,
  once       text unique  -- names what may happen once alone, whichever replica sees it; null: always
);
create index event_by_key on event (key_id, sequence desc);
create index event_by_partner on event (partner_id, sequence desc);

create table webhook (
  id          text primary key,
  url         text not null,
  description text not null,
  types       varchar[] not null,  -- empty: all
  enabled     boolean not null,
  secret      bytea not null,      -- sealed under gatehouse.signing.encryption-key
  created_at  timestamptz not null,
  created_by  text not null
);

-- The outbox: written in the transaction of the event.
create table webhook_delivery (
  id            bigint generated always as identity primary key,
  webhook_id    text not null references webhook on delete cascade,
  event         bigint not null references event,
  state         text not null check (state in ('pending', 'delivered', 'failed')),
  created_at    timestamptz not null,
  attempts      integer not null default 0,
  next_at       timestamptz not null,
  claimed_until timestamptz,
  last_at       timestamptz,
  last_outcome  text
);
create index webhook_delivery_due on webhook_delivery (next_at) where state = 'pending';
create index webhook_delivery_of on webhook_delivery (webhook_id, id desc);

create table webhook_attempt (
  delivery    bigint not null references webhook_delivery on delete cascade,
  number      integer not null,
  at          timestamptz not null,
  outcome     text not null,  -- the status, or why there was none
  millis      bigint not null,
  primary key (delivery, number)
);
create index api_key_by_expiry on api_key (expires_at) where revoked_at is null;
