package io.gatehouse.auth.partner;

import io.gatehouse.auth.listing.Cursor;
import io.gatehouse.auth.listing.Search;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of partners. */
@ApplicationScoped
public class PartnerStore implements PanacheRepositoryBase<Partner, String> {

  /** A partner that is not deleted. */
  public Optional<Partner> present(String id) {
    return find("id = ?1 and deletedAt is null", id).firstResultOptional();
  }

  /** The same, held against change until the transaction ends; others may still read. */
  public Optional<Partner> presentLocked(String id, LockModeType lock) {
    return find("id = ?1 and deletedAt is null", id).withLock(lock).firstResultOptional();
  }

  /** Newest first; one row more than {@code limit}, if there are more. */
  List<Partner> page(Cursor cursor, int limit, @Nullable String q) {
    String where =
        "deletedAt is null and (createdAt < :at or createdAt = :at and id < :id)"
            + (q == null
                ? ""
                : " and (lower(name) like :q escape '!' or id = :exact"
                    + " or lower(contactEmail) like :q escape '!')")
            + " order by createdAt desc, id desc";
    Parameters parameters = Parameters.with("at", cursor.at()).and("id", cursor.id());
    if (q != null) {
      parameters.and("q", Search.contains(q)).and("exact", q);
    }
    return find(where, parameters).range(0, limit).list();
  }
}
