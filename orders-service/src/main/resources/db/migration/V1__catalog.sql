-- What can be bought. Amounts are in the minor unit of the currency (cents), never fractions.
create table catalog_item (
  sku      varchar(40)  primary key check (sku ~ '^[A-Z0-9][A-Z0-9-]*$'),
  name     varchar(120) not null,
  amount   bigint       not null check (amount > 0),
  currency varchar(3)   not null check (currency ~ '^[A-Z]{3}$')
);

-- The sample catalog of the sample domain.
insert into catalog_item (sku, name, amount, currency) values
  ('BELL-BRASS',      'Brass desk bell',              1890, 'EUR'),
  ('BOLT-IRON',       'Iron door bolt',               1250, 'EUR'),
  ('CHAIN-STEEL-2M',  'Steel chain, 2 m',             2340, 'EUR'),
  ('GATE-OAK',        'Oak garden gate',             48900, 'EUR'),
  ('HINGE-HEAVY',     'Heavy strap hinge, pair',      3150, 'EUR'),
  ('KEY-BLANK',       'Key blank',                     180, 'EUR'),
  ('KEY-RING',        'Gatekeeper''s key ring',        640, 'EUR'),
  ('KNOCKER-LION',    'Lion door knocker',            5400, 'EUR'),
  ('LANTERN-PORCH',   'Porch lantern',                7900, 'EUR'),
  ('LATCH-GARDEN',    'Garden gate latch',            1675, 'EUR'),
  ('LOCK-RIM',        'Rim lock with two keys',       6200, 'EUR'),
  ('SIGN-BEWARE-DOG', 'Enamel sign, beware of the dog', 1420, 'EUR');
