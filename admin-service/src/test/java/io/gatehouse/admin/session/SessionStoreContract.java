package io.gatehouse.admin.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of sessions promises. Names are random, so that runs do not meet. */
abstract class SessionStoreContract {

  private final String ada = "ada-" + UUID.randomUUID();

  abstract SessionStore store();

  @Test
  void aRecordIsFoundAsItWasStored() {
    SessionStore.Entry entry = entry(ada, "sid-1");
    create(entry);
    assertThat(await(store().find(entry.lookup()))).isEqualTo(entry);
  }

  @Test
  void anUnknownRecordIsNull() {
    assertThat(await(store().find("nothing"))).isNull();
  }

  @Test
  void aRecordEndsInTime() {
    SessionStore.Entry entry = entry(ada, null);
    await(store().create(entry, Instant.now(), Instant.now().plusMillis(300), 10));
    Awaitility.await()
        .atMost(Duration.ofSeconds(3))
        .until(() -> await(store().find(entry.lookup())) == null);
    assertThat(await(store().ofPerson(ada))).isEmpty();
  }

  @Test
  void aTouchedRecordLivesOn() throws InterruptedException {
    SessionStore.Entry entry = entry(ada, null);
    await(store().create(entry, Instant.now(), Instant.now().plusMillis(700), 10));
    assertThat(await(store().touch(entry.lookup(), "seen", in(60)))).isTrue();
    Thread.sleep(900);
    SessionStore.Entry found = await(store().find(entry.lookup()));
    assertThat(found).isNotNull();
    assertThat(found.card()).isEqualTo("seen");
    assertThat(found.sealed()).isEqualTo(entry.sealed());
  }

  @Test
  void anEndedRecordIsGoneFromEverywhere() {
    SessionStore.Entry entry = entry(ada, "sid-" + ada);
    create(entry);
    await(store().keep(entry.lookup(), "form", "sealed", Duration.ofMinutes(1)));
    assertThat(await(store().end(entry.lookup()))).isTrue();
    assertThat(await(store().find(entry.lookup()))).isNull();
    assertThat(await(store().ofPerson(ada))).isEmpty();
    assertThat(await(store().ofLogin("sid-" + ada))).isEmpty();
    assertThat(await(store().all())).doesNotContain(entry);
    assertThat(await(store().take(entry.lookup(), "form"))).isNull();
    assertThat(await(store().end(entry.lookup()))).isFalse();
  }

  @Test
  void noLateWriteBringsAnEndedRecordBack() {
    SessionStore.Entry entry = entry(ada, null);
    create(entry);
    await(store().end(entry.lookup()));
    assertThat(await(store().replace(next(entry, "late")))).isFalse();
    assertThat(await(store().touch(entry.lookup(), "late", in(60)))).isFalse();
    await(store().keep(entry.lookup(), "form", "late", Duration.ofMinutes(1)));
    assertThat(await(store().take(entry.lookup(), "form"))).isNull();
    assertThat(await(store().find(entry.lookup()))).isNull();
  }

  @Test
  void aWriterThatWasOvertakenChangesNothing() {
    SessionStore.Entry entry = entry(ada, null);
    create(entry);
    assertThat(await(store().replace(next(entry, "first")))).isTrue();
    assertThat(await(store().replace(next(entry, "overtaken")))).isFalse();
    SessionStore.Entry found = await(store().find(entry.lookup()));
    assertThat(found).isNotNull();
    assertThat(found.sealed()).isEqualTo("first");
    assertThat(found.version()).isEqualTo(2);
  }

  @Test
  void recordsAreListedByPersonAndByLoginOldestFirst() throws InterruptedException {
    SessionStore.Entry first = entry(ada, "sid-" + ada);
    SessionStore.Entry second = entry(ada, null);
    SessionStore.Entry others = entry("bob-" + ada, null);
    create(first);
    Thread.sleep(5);
    create(second);
    create(others);
    assertThat(await(store().ofPerson(ada))).containsExactly(first, second);
    assertThat(await(store().ofLogin("sid-" + ada))).containsExactly(first);
    assertThat(await(store().all())).contains(first, second, others);
  }

  /** More than a store has connections. */
  @Test
  void aLongListIsWhole() {
    List<SessionStore.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      SessionStore.Entry entry = entry(ada, null);
      entries.add(entry);
      await(store().create(entry, Instant.now(), in(20), 200));
    }
    assertThat(await(store().ofPerson(ada))).containsExactlyInAnyOrderElementsOf(entries);
  }

  @Test
  void beyondTheLimitOfAPersonTheOldestGoes() throws InterruptedException {
    List<SessionStore.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      SessionStore.Entry entry = entry(ada, null);
      entries.add(entry);
      await(store().create(entry, Instant.now(), in(60), 3));
      Thread.sleep(5);
    }
    assertThat(await(store().ofPerson(ada)))
        .containsExactly(entries.get(1), entries.get(2), entries.get(3));
    assertThat(await(store().find(entries.get(0).lookup()))).isNull();
  }

  @Test
  void aLoginThatIsOverEndsItsRecordsAndNoOthers() {
    SessionStore.Entry over = entry(ada, "over-" + ada);
    SessionStore.Entry sameLogin = entry(ada, "over-" + ada);
    SessionStore.Entry otherLogin = entry(ada, "other-" + ada);
    SessionStore.Entry other = entry("bob-" + ada, null);
    List.of(over, otherLogin, sameLogin, other).forEach(this::create);
    await(store().keep(over.lookup(), "form", "sealed", Duration.ofMinutes(1)));
    assertThat(await(store().endLogins(said("over-" + ada, ada)))).isEqualTo(2);
    assertThat(await(store().find(over.lookup()))).isNull();
    assertThat(await(store().take(over.lookup(), "form"))).isNull();
    assertThat(await(store().ofPerson(ada))).containsExactly(otherLogin);
    assertThat(await(store().all())).contains(otherLogin, other).doesNotContain(over, sameLogin);
  }

  @Test
  void whereNoLoginIsNamedAllOfThePersonAreOver() {
    SessionStore.Entry first = entry(ada, "one-" + ada);
    SessionStore.Entry second = entry(ada, null);
    SessionStore.Entry other = entry("bob-" + ada, null);
    List.of(first, other, second).forEach(this::create);
    assertThat(await(store().endLogins(said(null, ada)))).isEqualTo(2);
    assertThat(await(store().ofPerson(ada))).isEmpty();
    assertThat(await(store().ofLogin("one-" + ada))).isEmpty();
    assertThat(await(store().find(other.lookup()))).isEqualTo(other);
  }

  @Test
  void aLoginThatEndedBeforeItsRecordBeginsNone() {
    SessionStore.Entry late = entry(ada, "late-" + ada);
    assertThat(await(store().endLogins(said("late-" + ada, ada)))).isZero();
    assertThat(await(store().create(late, Instant.now(), in(60), 10))).isFalse();
    assertThat(await(store().find(late.lookup()))).isNull();
    assertThat(await(store().ofPerson(ada))).isEmpty();
    create(entry(ada, "next-" + ada));
  }

  @Test
  void loginsOfAPersonWhoseLoginsEndedBeginAgainWhenTheyAreNewer() {
    assertThat(await(store().endLogins(said(null, ada)))).isZero();
    assertThat(await(store().create(entry(ada, "a"), Instant.now().minusSeconds(2), in(60), 10)))
        .isFalse();
    assertThat(await(store().create(entry(ada, "b"), Instant.now().plusSeconds(2), in(60), 10)))
        .isTrue();
  }

  @Test
  void aStatementCountsOnce() {
    SessionStore.LoginOver said = said("twice-" + ada, ada);
    SessionStore.LoginOver replayed = said(null, ada, said.id());
    SessionStore.Entry entry = entry(ada, "another-" + ada);
    create(entry);
    assertThat(await(store().endLogins(said))).isZero();
    assertThat(await(store().endLogins(said))).isNull();
    assertThat(await(store().endLogins(replayed))).isNull();
    assertThat(await(store().find(entry.lookup()))).isEqualTo(entry);
  }

  @Test
  void onlyOneHoldsTheLock() {
    String lookup = UUID.randomUUID().toString();
    assertThat(await(store().lock(lookup, "a", Duration.ofSeconds(30)))).isTrue();
    assertThat(await(store().lock(lookup, "b", Duration.ofSeconds(30)))).isFalse();
    await(store().unlock(lookup, "b"));
    assertThat(await(store().lock(lookup, "b", Duration.ofSeconds(30)))).isFalse();
    await(store().unlock(lookup, "a"));
    assertThat(await(store().lock(lookup, "b", Duration.ofSeconds(30)))).isTrue();
  }

  @Test
  void aLockOfWhoNeverCameBackRunsOut() {
    String lookup = UUID.randomUUID().toString();
    assertThat(await(store().lock(lookup, "gone", Duration.ofMillis(200)))).isTrue();
    Awaitility.await()
        .atMost(Duration.ofSeconds(3))
        .until(() -> await(store().lock(lookup, "next", Duration.ofSeconds(1))));
  }

  @Test
  void whatIsKeptIsTakenOnce() {
    SessionStore.Entry entry = entry(ada, null);
    create(entry);
    await(store().keep(entry.lookup(), "secret", "sealed", Duration.ofMinutes(1)));
    AtomicInteger got = new AtomicInteger();
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      readers.add(
          Thread.ofVirtual()
              .start(() -> {
                if (await(store().take(entry.lookup(), "secret")) != null) {
                  got.incrementAndGet();
                }
              }));
    }
    readers.forEach(SessionStoreContract::joined);
    assertThat(got).hasValue(1);
  }

  private void create(SessionStore.Entry entry) {
    assertThat(await(store().create(entry, Instant.now(), in(60), 10))).isTrue();
  }

  private static SessionStore.LoginOver said(@Nullable String sid, String subject) {
    return said(sid, subject, UUID.randomUUID().toString());
  }

  private static SessionStore.LoginOver said(@Nullable String sid, String subject, String id) {
    return new SessionStore.LoginOver(id, sid, subject, Instant.now(), in(60));
  }

  private static SessionStore.Entry entry(String subject, @Nullable String sid) {
    return new SessionStore.Entry(UUID.randomUUID().toString(), 1, subject, sid, "sealed", "card");
  }

  private static SessionStore.Entry next(SessionStore.Entry entry, String sealed) {
    return new SessionStore.Entry(
        entry.lookup(), entry.version() + 1, entry.subject(), entry.sid(), sealed, entry.card());
  }

  private static Instant in(int seconds) {
    return Instant.now().plusSeconds(seconds);
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(5));
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
