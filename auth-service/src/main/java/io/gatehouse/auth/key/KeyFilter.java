package io.gatehouse.auth.key;

import io.gatehouse.auth.listing.Search;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which keys to list; null does not restrict.
 *
 * @param expiresBefore alive, with an end of its own before then
 * @param unusedSince made before then, and let in nowhere since; known up to a minute late
 * @param q in the name, or the id itself
 */
record KeyFilter(
    @Nullable String partner,
    @Nullable KeyState state,
    @Nullable String environment,
    @Nullable String scope,
    @Nullable Instant expiresBefore,
    @Nullable Instant unusedSince,
    @Nullable String q) {

  private static final String ENDED_WITH_PARTNER =
      "partnerId in (select p.id from Partner p where p.deletedAt is not null)";
  private static final String REVOKED = "(revokedAt is not null or " + ENDED_WITH_PARTNER + ")";
  private static final String NOT_USED =
      "id not in (select v.id.keyId from KeyVersion v where v.lastUsedAt >= :unused)";
  private static final String PRESENT =
      "not " + REVOKED + " and (expiresAt is null or expiresAt > :now)";

  static @Nullable KeyState state(@Nullable String name) {
    return name == null ? null : KeyState.valueOf(name);
  }

  static @Nullable Instant time(String name, @Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "The request is not valid.",
          List.of(new Violation("?" + name, "must be a time like 2030-01-31T00:00:00Z")));
    }
  }

  /** Appends the conditions, and sets their parameters. */
  void restrict(StringBuilder where, Map<String, Object> parameters, Instant now) {
    if (partner != null) {
      where.append(" and partnerId = :partner");
      parameters.put("partner", partner);
    }
    if (state != null) {
      where.append(" and ").append(condition(state));
    }
    if (expiresBefore != null) {
      where.append(" and ").append(PRESENT).append(" and expiresAt < :expiresBefore");
      parameters.put("expiresBefore", expiresBefore);
    }
    if (expiresBefore != null || (state != null && state != KeyState.revoked)) {
      parameters.put("now", now);
    }
    if (unusedSince != null) {
      where.append(" and createdAt < :unused and ").append(NOT_USED);
      parameters.put("unused", unusedSince);
    }
    if (environment != null) {
      where.append(" and environment = :environment");
      parameters.put("environment", environment);
    }
    if (scope != null) {
      where.append(" and array_contains(scopes, :scope)");
      parameters.put("scope", scope);
    }
    if (q != null) {
      where.append(" and (lower(name) like :q escape '!' or id = :exact)");
      parameters.put("q", Search.contains(q));
      parameters.put("exact", q);
    }
  }

  /** The same as {@link KeyView} says, for the database. */
  private static String condition(KeyState state) {
    return switch (state) {
      case active -> PRESENT + " and enabled";
      case disabled -> PRESENT + " and not enabled";
      case expired -> "not " + REVOKED + " and expiresAt <= :now";
      case revoked -> REVOKED;
    };
  }
}
