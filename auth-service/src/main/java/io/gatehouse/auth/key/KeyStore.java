package io.gatehouse.auth.key;

import io.gatehouse.auth.listing.Cursor;
import io.gatehouse.auth.listing.Search;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of keys and of their secrets' hashes. */
@ApplicationScoped
class KeyStore implements PanacheRepositoryBase<StoredKey, String> {

  /** What to list; null does not restrict. */
  record Filter(
      @Nullable KeyState state,
      @Nullable String environment,
      @Nullable String scope,
      @Nullable String q) {}

  /** What must be known of a key before it is locked; its partner never changes. */
  record Glance(String partnerId, int version) {}

  Optional<Glance> glance(String id) {
    return getEntityManager()
        .createQuery("select partnerId, version from StoredKey where id = :id", Glance.class)
        .setParameter("id", id)
        .getResultStream()
        .findFirst();
  }

  /** The key, held against other changes until the transaction ends. */
  Optional<StoredKey> locked(String id) {
    return find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
  }

  /** Newest first. */
  List<KeyVersion> versions(String keyId) {
    return getEntityManager()
        .createQuery(
            "from KeyVersion where id.keyId = :key order by id.number desc", KeyVersion.class)
        .setParameter("key", keyId)
        .getResultList();
  }

  /** Newest first; one row more than {@code limit}, if there are more. */
  List<StoredKey> page(String partnerId, Cursor cursor, int limit, Filter filter, Instant now) {
    StringBuilder where =
        new StringBuilder(
            "partnerId = :partner and (createdAt < :at or createdAt = :at and id < :id)");
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("partner", partnerId);
    parameters.put("at", cursor.at());
    parameters.put("id", cursor.id());
    if (filter.state() != null) {
      where.append(" and ").append(condition(filter.state()));
      if (filter.state() != KeyState.revoked) {
        parameters.put("now", now);
      }
    }
    if (filter.environment() != null) {
      where.append(" and environment = :environment");
      parameters.put("environment", filter.environment());
    }
    if (filter.scope() != null) {
      where.append(" and array_contains(scopes, :scope)");
      parameters.put("scope", filter.scope());
    }
    if (filter.q() != null) {
      where.append(" and (lower(name) like :q escape '!' or id = :exact)");
      parameters.put("q", Search.contains(filter.q()));
      parameters.put("exact", filter.q());
    }
    return find(where + " order by createdAt desc, id desc", parameters).range(0, limit).list();
  }

  /** The same as {@link KeyView} says, for the database. */
  private static String condition(KeyState state) {
    String present = "revokedAt is null and (expiresAt is null or expiresAt > :now)";
    return switch (state) {
      case active -> present + " and enabled";
      case disabled -> present + " and not enabled";
      case expired -> "revokedAt is null and expiresAt <= :now";
      case revoked -> "revokedAt is not null";
    };
  }
}
