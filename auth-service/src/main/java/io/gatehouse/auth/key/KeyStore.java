package io.gatehouse.auth.key;

import io.gatehouse.auth.listing.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables of keys and of their secrets' hashes. */
@ApplicationScoped
class KeyStore implements PanacheRepositoryBase<StoredKey, String> {

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
    return versions(List.of(keyId)).getOrDefault(keyId, List.of());
  }

  /** By key, newest first. */
  Map<String, List<KeyVersion>> versions(List<String> keyIds) {
    return getEntityManager()
        .createQuery(
            "from KeyVersion where id.keyId in :keys order by id.number desc", KeyVersion.class)
        .setParameter("keys", keyIds)
        .getResultStream()
        .collect(Collectors.groupingBy(version -> version.id.keyId()));
  }

  /** Newest first; one row more than {@code limit}, if there are more. */
  List<StoredKey> page(Cursor cursor, int limit, KeyFilter filter, Instant now) {
    StringBuilder where =
        new StringBuilder("id <> :decoy and (createdAt < :at or createdAt = :at and id < :id)");
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("decoy", KeyLookup.DECOY);
    parameters.put("at", cursor.at());
    parameters.put("id", cursor.id());
    filter.restrict(where, parameters, now);
    return find(where + " order by createdAt desc, id desc", parameters).range(0, limit).list();
  }
}
