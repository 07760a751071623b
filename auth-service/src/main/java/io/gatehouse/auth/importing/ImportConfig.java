package io.gatehouse.auth.importing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** How keys of other systems are taken over. */
@ConfigMapping(prefix = "gatehouse.import")
public interface ImportConfig {

  /**
   * By name, the keys under which other systems made their HMAC-SHA-256 hashes, each written as
   * {@link io.gatehouse.auth.secret.SecretText} says.
   */
  Map<String, String> hmacKeys();

  /** How many slow hashes (bcrypt, Argon2) are computed at once; whoever comes then gets 503. */
  @WithDefault("2")
  int slowHashesAtOnce();
}
