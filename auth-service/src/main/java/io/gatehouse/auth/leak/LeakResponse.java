package io.gatehouse.auth.leak;

import io.gatehouse.auth.audit.AuditLog;
import io.gatehouse.auth.key.KeyRevocation;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;

/** What is done about a key that leaked, in one transaction with what is known of the leak. */
@ApplicationScoped
class LeakResponse {

  private final KeyRevocation keys;
  private final AuditLog audit;
  private final LeakConfig config;

  LeakResponse(KeyRevocation keys, AuditLog audit, LeakConfig config) {
    this.keys = keys;
    this.audit = audit;
    this.config = config;
  }

  @Transactional
  void act(String keyId, String source, Finder finder) {
    LeakConfig.Policy policy = finder.policy(config);
    String reporter = finder.label();
    if (policy == LeakConfig.Policy.REVOKE) {
      keys.revoke(keyId, "leaked, reported by " + reporter);
    }
    audit.append(
        "key.leaked",
        "key",
        keyId,
        null,
        Map.of("source", source, "reporter", reporter, "policy", policy.name()));
    Log.warnf("key %s leaked, reported by %s: policy %s", keyId, reporter, policy);
  }
}
