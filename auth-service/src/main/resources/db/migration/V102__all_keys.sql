-- The list of all partners' keys, newest first.
create index api_key_newest on api_key (created_at desc, id desc);
