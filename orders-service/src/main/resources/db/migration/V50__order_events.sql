-- What happened to orders, in the order in which it was committed: whoever writes here holds an
-- advisory lock until the commit, so no lower sequence ever becomes visible after a higher one, and
-- a reader's position is one number. Sequences may have gaps.
create table order_event (
  sequence    bigint generated always as identity primary key,
  kind        varchar(16)  not null check (kind in ('CREATED', 'PAID', 'SHIPPED', 'CANCELLED')),
  order_id    varchar(40)  not null,
  owner_kind  varchar(16)  not null check (owner_kind in ('USER', 'PARTNER')),
  owner_id    varchar(255) not null,
  version     bigint       not null,
  occurred_at timestamptz  not null
);
create index order_event_by_owner on order_event (owner_kind, owner_id, sequence);
create index order_event_by_time on order_event (occurred_at);

-- The last sequence that was removed for its age. Who was last told an earlier one has missed
-- something that cannot be told any more.
create table order_event_horizon (
  only_row boolean primary key default true check (only_row),
  sequence bigint  not null
);
insert into order_event_horizon (sequence) values (0);
