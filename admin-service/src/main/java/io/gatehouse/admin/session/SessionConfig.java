package io.gatehouse.admin.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long sessions last, and the key of their cards. */
@ConfigMapping(prefix = "gatehouse.admin.session")
public interface SessionConfig {

  /** A session that is not used for this long has ended. */
  @WithDefault("PT30M")
  Duration idle();

  /** No session outlives this, however busy. */
  @WithDefault("PT12H")
  Duration absolute();

  /** "Last seen" is written at most this often. */
  @WithDefault("PT1M")
  Duration touchEvery();

  /** How old a login may be for a dangerous act. */
  @WithDefault("PT5M")
  Duration freshFor();

  /** An access token with less than this left is renewed before use. */
  @WithDefault("PT10S")
  Duration refreshAhead();

  /** How long a new key's secret, or a form that waits for a fresh login, is kept. */
  @WithDefault("PT10M")
  Duration keepFor();

  /** Sessions a person may have at once; the oldest goes. */
  @WithDefault("10")
  int perPerson();

  /**
   * Secret of at least 32 characters, the same on all replicas: seals the cards of sessions and the
   * login's state. Alone it opens no session.
   */
  String secret();
}
