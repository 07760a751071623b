-- Logins that Keycloak is to end, since somebody was turned away here: an outbox, written in the
-- transaction of the revocation. Asked for until Keycloak has answered.
create table keycloak_ending (
  id            bigint generated always as identity primary key,
  sequence      bigint not null unique,    -- of the revocation
  target        text not null check (target in ('session', 'user', 'client')),
  target_id     text not null,
  before        timestamptz not null,      -- what began or was issued earlier ends
  except_session text,
  state         text not null check (state in ('pending', 'done', 'failed')),
  attempts      integer not null default 0,
  created_at    timestamptz not null,
  next_at       timestamptz not null,
  claimed_until timestamptz,               -- by the replica that has it in hand
  finished_at   timestamptz,
  ended         integer,
  last_failure  text
);
create index keycloak_ending_due on keycloak_ending (next_at) where state = 'pending';
create index keycloak_ending_by_end on keycloak_ending (finished_at);
