package io.gatehouse.admin.session;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where records are. Knows nothing of their contents: it keeps sealed text under names, in order of
 * version, and forgets in time. A failed {@code Uni} means that the store is away.
 */
public interface SessionStore {

  /**
   * A record as it is stored.
   *
   * @param lookup hash of the session's id
   * @param version grows by one with each change of {@code sealed}
   * @param subject the person, for the index
   * @param sid the login, for the index
   * @param sealed contents, under a key from the cookie
   * @param card what lists show, under the service's key
   */
  record Entry(
      String lookup,
      long version,
      String subject,
      @Nullable String sid,
      String sealed,
      String card) {}

  /**
   * What the identity provider said about logins that are over (OIDC Back-Channel Logout 1.0).
   *
   * @param id of the statement: it counts once
   * @param sid the login that is over; null if all of the person's are
   * @param subject the person; not null where {@code sid} is
   * @param at when it was said
   * @param forgetAfter until then no record of such a login is created
   */
  record LoginOver(
      String id, @Nullable String sid, @Nullable String subject, Instant at, Instant forgetAfter) {}

  /**
   * Stores a new record until {@code endsAt}; of the same person keeps the youngest {@code most}.
   *
   * @param loginAt when the provider vouched for the login
   * @return false, with nothing stored, if that login was {@link #endLogins} in the meantime
   */
  Uni<Boolean> create(Entry entry, Instant loginAt, Instant endsAt, int most);

  /** The record, or null. */
  Uni<@Nullable Entry> find(String lookup);

  /**
   * Replaces contents, only if the stored version is the one just before: a writer that was
   * overtaken changes nothing, and a record that was ended stays so. False if not replaced.
   */
  Uni<Boolean> replace(Entry entry);

  /** A new card and a new end, only if the record is there. */
  Uni<Boolean> touch(String lookup, String card, Instant endsAt);

  /** Ends it, with what was kept for it. False if there was none. */
  Uni<Boolean> end(String lookup);

  /**
   * Ends the records of these logins, and keeps those that are about to begin from beginning: in
   * one step, so that a login that is under way ends whichever comes first.
   *
   * @return how many records were ended; null if this statement came before, and nothing was done
   */
  Uni<@Nullable Integer> endLogins(LoginOver over);

  /** The sessions of a person, oldest first. */
  Uni<List<Entry>> ofPerson(String subject);

  /** The sessions of one login at the identity provider. */
  Uni<List<Entry>> ofLogin(String sid);

  /** All sessions, oldest first. */
  Uni<List<Entry>> all();

  /** Takes the session's lock for {@code holder}, unless another holds it. */
  Uni<Boolean> lock(String lookup, String holder, Duration atMost);

  /** Gives the lock back, if {@code holder} still has it. */
  Uni<Void> unlock(String lookup, String holder);

  /** Keeps something sealed for one later request of this session. */
  Uni<Void> keep(String lookup, String name, String sealed, Duration atMost);

  /** What was kept, once: the second to ask gets null. */
  Uni<@Nullable String> take(String lookup, String name);
}
