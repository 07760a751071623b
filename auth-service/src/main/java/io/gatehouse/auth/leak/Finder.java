package io.gatehouse.auth.leak;

import java.util.Locale;

/** Who says that a key leaked. */
enum Finder {
  /** Whoever holds the whole key. */
  ANYONE,
  /** GitHub's secret scanning, by its signature. */
  GITHUB,
  /** One of our own services, which saw it in an address. */
  GUARD;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  LeakConfig.Policy policy(LeakConfig config) {
    return this == GUARD ? config.inAddress() : config.policy();
  }
}
