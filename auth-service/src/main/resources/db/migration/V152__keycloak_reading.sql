-- How far Keycloak's event store was read, and which replica reads it.
create table keycloak_reading (
  id         smallint primary key check (id = 1),
  read_until timestamptz,              -- null: never read
  holder     text,
  held_until timestamptz not null
);
insert into keycloak_reading values (1, null, null, '-infinity');
