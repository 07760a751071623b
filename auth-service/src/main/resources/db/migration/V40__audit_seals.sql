-- Whoever can write to this database can edit a row of the audit and hash the chain anew from there.
-- A seal is an HMAC over the row's hash under a key that the database never sees. Rows from before
-- have none; that is counted, and none may follow one that has.
alter table audit add column seal bytea check (octet_length(seal) = 32);

-- Where the chain ends: rows that are cut off its end leave the rest of it whole.
create table audit_head (
  id       smallint primary key check (id = 1),
  sequence bigint not null,
  hash     bytea not null check (octet_length(hash) = 32),
  seal     bytea check (octet_length(seal) = 32)
);
insert into audit_head
  select 1, sequence, hash, null from audit order by sequence desc limit 1;
