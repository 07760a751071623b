package io.gatehouse.admin.app;

import java.time.Instant;
import java.util.List;

/**
 * An app, and for whom it acts.
 *
 * @param people looked through for consents
 * @param all whether that was everybody
 */
public record AppCard(App app, long logins, List<Agreed> consents, int people, boolean all) {

  /** What one person agreed to. */
  public record Agreed(String personId, String userName, List<String> scopes, Instant since) {}
}
