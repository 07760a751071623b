package io.gatehouse.auth.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the ledger, each time in one transaction. */
@ApplicationScoped
class LedgerReader {

  /**
   * @param after 0 when everything that is live was read
   */
  record Difference(long epoch, long sequence, long after) {}

  private final javax.sql.DataSource database;
  private final LedgerStore store;
  private final InstantSource clock;

  LedgerReader(javax.sql.DataSource database, LedgerStore store, InstantSource clock) {
    this.database = database;
    this.store = store;
    this.clock = clock;
  }

  @Transactional
  LedgerStore.Head head() {
    return read(store::head);
  }

  @Transactional
  Optional<LedgerEntry> bySequence(long sequence) {
    return read(connection -> Optional.ofNullable(store.bySequence(connection, sequence)));
  }

  /** The live entry of this target, everywhere, that turns away most. */
  @Transactional
  Optional<LedgerEntry> live(Target target, String id) {
    return read(connection ->
        Optional.ofNullable(store.live(connection, target, id, null, clock.instant())));
  }

  @Transactional
  List<LedgerEntry> after(long sequence, int limit) {
    return read(connection -> store.after(connection, sequence, limit));
  }

  /** Newest first, for people. */
  @Transactional
  List<LedgerEntry> newest(long before, @Nullable Target target, @Nullable String id, int limit) {
    return read(connection -> store.newest(connection, before, target, id, limit));
  }

  /**
   * What a verifier lacks that stands at this epoch and sequence: the live entries after it, or all
   * if it counts in another epoch or beyond our head.
   *
   * <p>The head is read first: an entry that commits in between is not among what is promised, and
   * comes by the feed.
   */
  @Transactional
  Difference difference(long epoch, long after, Consumer<LedgerEntry> sink) {
    return read(connection -> {
      LedgerStore.Head head = store.head(connection);
      boolean follows = epoch == head.epoch() && after <= head.sequence();
      long from = follows ? after : 0;
      if (from < head.sequence()) {
        store.live(
            connection,
            from,
            clock.instant(),
            entry -> {
              if (entry.sequence() <= head.sequence()) {
                sink.accept(entry);
              }
            });
      }
      return new Difference(head.epoch(), head.sequence(), from);
    });
  }

  private interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T read(Query<T> query) {
    try (Connection connection = database.getConnection()) {
      return query.run(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("The ledger cannot be read", e);
    }
  }
}
