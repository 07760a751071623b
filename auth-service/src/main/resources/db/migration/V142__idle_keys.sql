-- When a key was last enabled: from then on it counts as unused, or it would be disabled again.
alter table api_key add column enabled_at timestamptz;

-- Since when nobody has used a key that could be used.
create view idle_key as
  select k.id, greatest(k.created_at, k.enabled_at,
      (select max(v.last_used_at) from api_key_version v where v.key_id = k.id)) as since
  from api_key k join partner p on p.id = k.partner_id
  where k.revoked_at is null and k.enabled and p.deleted_at is null
    and (k.expires_at is null or k.expires_at > now());
