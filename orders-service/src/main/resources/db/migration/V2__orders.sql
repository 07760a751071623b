-- An order belongs to a user or to a partner. The kind is part of the owner, so that a partner whose
-- id equals a user's never meets that user's orders.
create table orders (
  id           varchar(40)  primary key,
  owner_kind   varchar(16)  not null check (owner_kind in ('USER', 'PARTNER')),
  owner_id     varchar(255) not null,
  status       varchar(16)  not null check (status in ('PLACED', 'PAID', 'SHIPPED', 'CANCELLED')),
  total_amount bigint       not null check (total_amount > 0),
  currency     varchar(3)   not null,
  note         varchar(500),
  created_at   timestamptz  not null,
  version      bigint       not null
);

-- Lists are read newest first, from a position on: one's own, one's own by status, and all.
create index orders_by_owner on orders (owner_kind, owner_id, created_at desc, id desc);
create index orders_by_time on orders (created_at desc, id desc);
create index orders_by_status on orders (status, created_at desc, id desc);

create table order_line (
  order_id    varchar(40) not null references orders (id) on delete cascade,
  position    integer     not null,
  sku         varchar(40) not null,
  quantity    integer     not null check (quantity between 1 and 1000),
  unit_amount bigint      not null check (unit_amount > 0),
  primary key (order_id, position)
);
