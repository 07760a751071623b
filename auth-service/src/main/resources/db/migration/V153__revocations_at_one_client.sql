-- Of a login or a person what one client has, and not what the others have; null: everywhere.
alter table revocation add column client text
  check (client is null or (length(client) between 1 and 255 and target in ('session', 'user')));
