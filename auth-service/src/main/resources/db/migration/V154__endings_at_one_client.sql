-- What one client has of a person's logins is to end, and not the logins; null: the logins.
alter table keycloak_ending add column client text;
