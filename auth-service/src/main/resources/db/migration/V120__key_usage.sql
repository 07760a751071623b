-- Last use of each secret, written in batches; never on the path of a request.
alter table api_key_version
  add column last_used_at      timestamptz,
  add column last_used_address text,
  add column last_used_agent   text;

-- Uses by hour and outcome. No reference to api_key: the writer asks, and locks nothing of it.
create table key_usage (
  key_id  text not null,
  version integer not null,  -- 0: not known, as with a wrong secret
  hour    timestamptz not null,
  outcome text not null,
  count   bigint not null,
  primary key (key_id, hour, outcome, version)
);
create index key_usage_by_hour on key_usage (hour);

-- Batches that were counted: one that comes again is not.
create table usage_batch (
  id          uuid primary key,
  service     text not null,
  received_at timestamptz not null
);
create index usage_batch_by_time on usage_batch (received_at);
