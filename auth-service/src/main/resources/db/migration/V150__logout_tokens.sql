-- Logout tokens that were used (OpenID Connect Back-Channel Logout 1.0 §2.6): each counts once, at
-- whichever replica it comes. Kept until its age alone would have it refused.
create table logout_token (
  jti       text primary key check (length(jti) between 1 and 255),
  forget_at timestamptz not null
);
create index logout_token_by_time on logout_token (forget_at);
