package io.gatehouse.e2e.people;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What the token endpoint answered (RFC 6749 §5.1, OpenID Connect Core §3.1.3.3). */
public record Tokens(String access, String refresh, String id) {

  static Tokens of(JsonPath answer) {
    return new Tokens(
        answer.getString("access_token"),
        answer.getString("refresh_token"),
        answer.getString("id_token"));
  }

  /** The payload of a JWT, unverified: for looking, never for believing. */
  public static JsonPath claims(String jwt) {
    return part(jwt, 1);
  }

  /** Its header. */
  public static JsonPath header(String jwt) {
    return part(jwt, 0);
  }

  private static JsonPath part(String jwt, int part) {
    return JsonPath.from(
        new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[part]), StandardCharsets.UTF_8));
  }
}
