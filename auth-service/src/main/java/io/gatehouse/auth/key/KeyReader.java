package io.gatehouse.auth.key;

import io.gatehouse.auth.listing.Cursor;
import io.gatehouse.auth.listing.Page;
import io.gatehouse.auth.partner.Partner;
import io.gatehouse.auth.partner.PartnerStore;
import io.gatehouse.guard.problem.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Keys as people see them. */
@ApplicationScoped
class KeyReader {

  private final KeyStore store;
  private final PartnerStore partners;
  private final InstantSource clock;

  KeyReader(KeyStore store, PartnerStore partners, InstantSource clock) {
    this.store = store;
    this.partners = partners;
    this.clock = clock;
  }

  /** Also a key that is dead, or whose partner is deleted: the record stays. */
  @Transactional
  KeyView read(String id) {
    StoredKey key = store.findByIdOptional(id).orElseThrow(Keys::unknown);
    return view(key, partners.findById(key.partnerId), clock.instant());
  }

  /** Keys of one partner, which must be there. */
  @Transactional
  Page<KeyView> pageOf(String partnerId, Cursor cursor, int limit, KeyFilter filter) {
    if (partners.present(partnerId).isEmpty()) {
      throw ErrorCode.NOT_FOUND.because("There is no such partner.");
    }
    return page(cursor, limit, filter);
  }

  @Transactional
  Page<KeyView> page(Cursor cursor, int limit, KeyFilter filter) {
    Instant now = clock.instant();
    List<StoredKey> rows = store.page(cursor, limit, filter, now);
    Map<String, List<KeyVersion>> versions =
        store.versions(rows.stream().map(key -> key.id).toList());
    Map<String, Partner> owners =
        partners
            .list("id in ?1", rows.stream().map(key -> key.partnerId).distinct().toList())
            .stream()
            .collect(Collectors.toMap(Partner::id, owner -> owner));
    return Page.of(
        rows,
        limit,
        key ->
            KeyView.of(
                key,
                Objects.requireNonNull(owners.get(key.partnerId)),
                versions.getOrDefault(key.id, List.of()),
                now),
        key -> new Cursor(key.createdAt, key.id));
  }

  private KeyView view(StoredKey key, Partner partner, Instant now) {
    return KeyView.of(key, partner, store.versions(key.id), now);
  }
}
