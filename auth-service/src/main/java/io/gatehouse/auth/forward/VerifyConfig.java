package io.gatehouse.auth.forward;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Forward authentication. */
@ConfigMapping(prefix = "gatehouse.verify")
public interface VerifyConfig {

  /** The services behind proxies: for these, and no other, a key is turned into a token. */
  Optional<Set<String>> audiences();

  /**
   * Networks of the proxies, whose word about a caller's address and method is taken. None by
   * default: then the address of a caller is the proxy's, and keys that are bound to addresses are
   * refused behind it.
   */
  Optional<List<String>> trustedProxies();
}
