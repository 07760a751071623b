-- External receivers that poll for revocations (RFC 8936): all up to acknowledged is done with, and
-- what they acknowledged beyond it, out of order.
create table revocation_receiver (
  receiver     text primary key check (length(receiver) between 1 and 255),
  acknowledged bigint not null
);
create table revocation_receiver_ack (
  receiver text not null references revocation_receiver on delete cascade,
  sequence bigint not null,
  primary key (receiver, sequence)
);
