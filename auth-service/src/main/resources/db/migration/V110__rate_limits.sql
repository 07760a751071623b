-- Limits of keys and partners in their written form (io.gatehouse.guard.quota.RateLimit), which goes
-- into tokens as it stands; null: no limit.
alter table api_key add rate_limit text
  check (rate_limit ~ '^q=[0-9]{1,7};w=[0-9]{1,5};burst=[0-9]{1,7};loss=(closed|localShare)$');
alter table partner add rate_limit text
  check (rate_limit ~ '^q=[0-9]{1,7};w=[0-9]{1,5};burst=[0-9]{1,7};loss=(closed|localShare)$');
