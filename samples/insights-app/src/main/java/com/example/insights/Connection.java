package com.example.insights;

import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One person's orders account, as long as it is connected.
 *
 * <p>Refresh tokens rotate, and a second use of one looks like theft and ends everything. So one
 * request renews and the others wait for what it got.
 */
final class Connection {

  private final String person;
  private final InstantSource clock;
  private final Function<String, Renewal> endpoint;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile Grant grant;

  Connection(String person, Grant grant, InstantSource clock, Function<String, Renewal> endpoint) {
    this.person = person;
    this.grant = grant;
    this.clock = clock;
    this.endpoint = endpoint;
  }

  String person() {
    return person;
  }

  String refreshToken() {
    return grant.refreshToken();
  }

  /** A grant whose access token can be sent now. */
  Renewal current() {
    Grant now = grant;
    return now.isDue(clock.instant()) ? insteadOf(now) : new Renewal.Renewed(now);
  }

  /** A grant to use in place of this one, which has run out or was refused. */
  Renewal insteadOf(Grant old) {
    renewing.lock();
    try {
      if (grant != old) {
        return new Renewal.Renewed(grant);
      }
      Renewal renewal = endpoint.apply(old.refreshToken());
      if (renewal instanceof Renewal.Renewed(Grant next)) {
        grant = next;
      }
      return renewal;
    } finally {
      renewing.unlock();
    }
  }
}
