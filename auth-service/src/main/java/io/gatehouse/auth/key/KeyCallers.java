package io.gatehouse.auth.key;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;

/** Who calls with a good key that was shown to this service itself. */
@ApplicationScoped
public class KeyCallers {

  private final KeysConfig config;
  private final InstantSource clock;

  KeyCallers(KeysConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /** No token stands between: this caller is as fresh as a caller can be, and passes the mark. */
  public Caller of(KeyVerdict.Good good) {
    Instant now = clock.instant();
    Instant end = good.endsAt();
    return new Caller(
        good.key().partnerId(),
        new Origin.PartnerKey(
            UUID.randomUUID().toString(),
            good.key().id(),
            good.key().environment(),
            good.version()),
        good.key().id(),
        good.key().name(),
        good.key().scopes(),
        Set.of(),
        good.mark() != null && good.mark().isAfter(now) ? good.mark() : now,
        end == null ? now.plus(config.tokenLifetime()) : end);
  }
}
