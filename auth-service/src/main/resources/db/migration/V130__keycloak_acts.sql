-- Events of Keycloak that were seen, by push or by reading: each counts once. Kept longer than
-- Keycloak keeps its events.
create table keycloak_act (
  id      text primary key check (length(id) between 1 and 255),
  seen_at timestamptz not null
);
create index keycloak_act_by_time on keycloak_act (seen_at);
