package io.gatehouse.orders;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.revocation.Revocations;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Revocations as a test wants them: one answer for each subject, valid for all others. */
@Alternative
@Priority(1)
@ApplicationScoped
public class Revoked implements Revocations {

  private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
  private volatile Duration age = Duration.ZERO;

  public void answer(String subject, Verdict verdict) {
    verdicts.put(subject, verdict);
  }

  /** How old the copy is from now on. */
  public void age(Duration next) {
    age = next;
  }

  @Override
  public Duration age() {
    return age;
  }

  @Override
  public Verdict check(Caller caller) {
    return verdicts.getOrDefault(caller.subject(), Verdict.VALID);
  }
}
