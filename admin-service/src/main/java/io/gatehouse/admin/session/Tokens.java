package io.gatehouse.admin.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the identity provider gave. Leaves the server only towards other servers. */
public record Tokens(String access, Instant accessExpiresAt, @Nullable String refresh, String id) {

  /** No token in a log. */
  @Override
  public String toString() {
    return "tokens until " + accessExpiresAt;
  }
}
