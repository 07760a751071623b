package io.gatehouse.auth.key;

import io.gatehouse.auth.partner.Partner;
import io.gatehouse.auth.scope.GrantableScopes;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a key may be given, and how long it and its secrets may live. */
@ApplicationScoped
class KeyRules {

  /** The last instant that RFC 3339 can write. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final GrantableScopes grantable;
  private final KeysConfig config;

  KeyRules(GrantableScopes grantable, KeysConfig config) {
    this.grantable = grantable;
    this.config = config;
  }

  /** A key gets no scope that Gatehouse does not know or that its partner does not have. */
  void checkScopes(List<String> wanted, Partner partner) {
    List<Violation> violations = new ArrayList<>(grantable.unknown(wanted));
    if (violations.isEmpty()) {
      for (int i = 0; i < wanted.size(); i++) {
        if (!partner.scopes().contains(wanted.get(i))) {
          violations.add(new Violation("/scopes/" + i, "the partner does not have this scope"));
        }
      }
    }
    refuse(violations, "A scope cannot be granted.");
  }

  /** An end must lie ahead, and within the longest life that is configured. */
  void checkExpiry(@Nullable Instant expiresAt, Instant createdAt, Instant now) {
    Instant latest = config.maxLifetime().map(createdAt::plus).orElse(LAST);
    String detail = null;
    if (expiresAt == null) {
      detail = config.maxLifetime().isEmpty() ? null : "must be set, at the latest " + latest;
    } else if (!expiresAt.isAfter(now)) {
      detail = "must lie in the future";
    } else if (expiresAt.isAfter(latest)) {
      detail = "must not be later than " + latest;
    }
    if (detail != null) {
      refuse(List.of(new Violation("/expiresAt", detail)), "The key cannot end then.");
    }
  }

  /** The grace period that was asked for, or the default. */
  Duration grace(@Nullable Duration asked) {
    Duration grace = asked == null ? config.defaultGracePeriod() : asked;
    if (grace.isNegative() || grace.compareTo(config.maxGracePeriod()) > 0) {
      refuse(
          List.of(new Violation("/gracePeriod", "must be from PT0S to " + config.maxGracePeriod())),
          "The old secret cannot live on for that long.");
    }
    return grace;
  }

  /** Whether tokens that the old secret was exchanged for could outlive its grace. */
  boolean outlivedByTokens(Duration grace) {
    return grace.compareTo(config.tokenLifetime()) < 0;
  }

  /** When the last token that was issued before now is dead. */
  Instant tokensEnd(Instant now) {
    return now.plus(config.tokenLifetime());
  }

  private static void refuse(List<Violation> violations, String detail) {
    if (!violations.isEmpty()) {
      throw new ProblemException(ErrorCode.VALIDATION_FAILED, detail, violations);
    }
  }
}
