package io.gatehouse.guard.possession;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The key that a token is bound to, by its thumbprint ({@code cnf}, RFC 7800). */
public sealed interface Binding {

  /**
   * The binding that this claim states; null for no claim. One that states two is not known.
   * Keycloak notes beside a thumbprint how the key was shown; what is no DPoP is not known either.
   */
  static @Nullable Binding of(@Nullable Object confirmation) {
    if (confirmation == null) {
      return null;
    }
    if (confirmation instanceof Map<?, ?> members) {
      boolean noted = "DPoP".equals(members.get("kc-jkt-type"));
      if (members.get("jkt") instanceof String thumbprint && members.size() == (noted ? 2 : 1)) {
        return new ProofKey(thumbprint);
      }
      if (members.get("x5t#S256") instanceof String thumbprint && members.size() == 1) {
        return new Certificate(thumbprint);
      }
    }
    return new Unknown();
  }

  /** The key of a DPoP proof: {@code cnf.jkt} (RFC 9449 §6.1). */
  record ProofKey(String thumbprint) implements Binding {}

  /** The client certificate of the connection: {@code cnf.x5t#S256} (RFC 8705 §3.1). */
  record Certificate(String thumbprint) implements Binding {}

  /** Bound in a way that nothing here can check: never good. */
  record Unknown() implements Binding {}
}
