package io.gatehouse.auth.leak;

import io.gatehouse.auth.key.KeyFacts;
import io.gatehouse.auth.key.KeyVerdict;
import io.gatehouse.auth.key.KeyVerifier;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.guard.problem.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** What becomes of a key that is reported. */
@ApplicationScoped
class LeakReports {

  private final KeyVerifier verifier;
  private final LeakResponse response;
  private final MeterRegistry meters;

  LeakReports(KeyVerifier verifier, LeakResponse response, MeterRegistry meters) {
    this.verifier = verifier;
    this.response = response;
    this.meters = meters;
  }

  /** Whether this is a key of ours; if it could still be used, it is dealt with. */
  boolean report(String key, String source, Finder finder) throws SQLException {
    ApiKey found = ApiKey.parse(key);
    boolean ours = found != null && judge(found, source, finder);
    String outcome = ours ? "true_positive" : "false_positive";
    meters.counter("gatehouse.leaks", "reporter", finder.label(), "outcome", outcome).increment();
    Log.infof(
        "leak reported by %s: %s key=%s",
        finder.label(), outcome, found == null ? "-" : found.id());
    return ours;
  }

  private boolean judge(ApiKey found, String source, Finder finder) throws SQLException {
    return switch (verifier.verify(found)) {
      // Whoever made up a secret must not end somebody's key.
      case KeyVerdict.NotProved no -> false;
      case KeyVerdict.Good good -> {
        response.act(good.key().id(), source, finder);
        yield true;
      }
      case KeyVerdict.Dead dead -> {
        if (canComeBack(dead)) {
          response.act(dead.key().id(), source, finder);
        }
        yield true;
      }
    };
  }

  /** A disabled key can be enabled again; a secret that was replaced stays dead by itself. */
  private static boolean canComeBack(KeyVerdict.Dead dead) {
    KeyFacts key = dead.key();
    return dead.code() == ErrorCode.KEY_DISABLED && !key.revoked();
  }
}
