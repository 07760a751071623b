package io.gatehouse.guard.app;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.revocation.Revocations;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Revocations as a test wants them: one answer for each subject or key id. */
@Alternative
@Priority(1)
@ApplicationScoped
public class Revoked implements Revocations {

  private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
  private volatile Duration age = Duration.ZERO;
  private final Map<String, String> latest = new ConcurrentHashMap<>();
  private final Set<String> deadTokens = ConcurrentHashMap.newKeySet();

  public void answer(String subjectOrClient, Verdict verdict) {
    verdicts.put(subjectOrClient, verdict);
  }

  /** How old the copy is from now on. */
  public void age(Duration next) {
    age = next;
  }

  @Override
  public Duration age() {
    return age;
  }

  /** As a change of a key does: the token that was used last is dead, the next one is not. */
  public void endToken(String keyId) {
    deadTokens.add(Objects.requireNonNull(latest.get(keyId)));
  }

  @Override
  public Verdict check(Caller caller) {
    if (caller.origin() instanceof Origin.PartnerKey key) {
      latest.put(key.keyId(), key.tokenId());
      if (deadTokens.contains(key.tokenId())) {
        return Verdict.REVOKED;
      }
    }
    Verdict byClient = verdicts.get(caller.clientId());
    return byClient != null ? byClient : verdicts.getOrDefault(caller.subject(), Verdict.VALID);
  }
}
