-- Requests by minute, kind of credential and outcome. The service is in the key so that services
-- never wait for each other's rows.
create table traffic (
  minute  timestamptz not null,
  kind    text not null,
  outcome text not null,
  service text not null,
  count   bigint not null,
  primary key (minute, kind, outcome, service)
);
