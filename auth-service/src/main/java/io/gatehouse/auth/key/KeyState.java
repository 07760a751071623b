package io.gatehouse.auth.key;

/** What a key is good for at present, as people see it. */
public enum KeyState {
  active,
  disabled,
  expired,
  revoked
}
