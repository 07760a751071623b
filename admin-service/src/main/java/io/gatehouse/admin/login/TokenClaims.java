package io.gatehouse.admin.login;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an access token says, read without verifying it: only for tokens that came straight from the
 * token endpoint (OIDC Core §3.1.3.7 item 6). Who takes one from a stranger verifies it.
 */
record TokenClaims(
    String subject,
    @Nullable String sid,
    Set<String> roles,
    Set<String> scopes,
    Instant expiresAt) {

  static TokenClaims of(String token) {
    String[] parts = token.split("\\.");
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a JWT");
    }
    JsonObject claims =
        new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    JsonArray roles =
        claims
            .getJsonObject("realm_access", new JsonObject())
            .getJsonArray("roles", new JsonArray());
    return new TokenClaims(
        claims.getString("sub", ""),
        claims.getString("sid"),
        roles.stream().map(Object::toString).collect(Collectors.toUnmodifiableSet()),
        Arrays.stream(claims.getString("scope", "").split(" "))
            .filter(scope -> !scope.isEmpty())
            .collect(Collectors.toUnmodifiableSet()),
        Instant.ofEpochSecond(claims.getLong("exp", 0L)));
  }
}
