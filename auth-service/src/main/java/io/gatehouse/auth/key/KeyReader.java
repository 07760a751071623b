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

  @Transactional
  Page<KeyView> page(String partnerId, Cursor cursor, int limit, KeyStore.Filter filter) {
    Partner partner =
        partners
            .present(partnerId)
            .orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such partner."));
    Instant now = clock.instant();
    List<StoredKey> rows = store.page(partnerId, cursor, limit, filter, now);
    return Page.of(
        rows, limit, row -> view(row, partner, now), row -> new Cursor(row.createdAt, row.id));
  }

  private KeyView view(StoredKey key, Partner partner, Instant now) {
    return KeyView.of(key, partner, store.versions(key.id), now);
  }
}
