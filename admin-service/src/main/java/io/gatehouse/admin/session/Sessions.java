package io.gatehouse.admin.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/** Begins, opens, changes, lists and ends sessions: the only one that seals and unseals records. */
@ApplicationScoped
public class Sessions {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Records that are ended at once: others need connections to the store meanwhile. */
  private static final int AT_ONCE = 4;

  private final SessionStore store;
  private final SessionPolicy policy;
  private final SessionConfig config;
  private final ObjectMapper json;
  private final SecretKey cardKey;

  public Sessions(
      SessionStore store, SessionPolicy policy, SessionConfig config, ObjectMapper json) {
    this.store = store;
    this.policy = policy;
    this.config = config;
    this.json = json;
    this.cardKey = cardKey(config.secret());
  }

  /**
   * A new session under a new id, whatever id the browser came with (no fixation).
   *
   * @param loginAt when the provider vouched for the login
   * @return null if that login ended while it was under way
   */
  public Uni<@Nullable OpenSession> begin(SessionContents contents, Instant loginAt) {
    SessionId id = SessionId.random(RANDOM);
    SessionCard card =
        new SessionCard(
            contents.handle(),
            contents.subject(),
            contents.name(),
            contents.sid(),
            contents.acr(),
            contents.authTime(),
            contents.began(),
            policy.now(),
            contents.address(),
            contents.userAgent());
    OpenSession open =
        new OpenSession(id, 1, contents, card, policy.endsAt(contents.began(), card.lastSeen()));
    return store
        .create(entry(open), loginAt, open.endsAt(), config.perPerson())
        .map(created -> created ? open : null);
  }

  /** The session that this id opens, or null: ended, unknown, or sealed under another id. */
  public Uni<@Nullable OpenSession> open(SessionId id) {
    return store.find(id.lookup()).map(entry -> entry == null ? null : unseal(id, entry));
  }

  /** Notes that the person was here, at most once a minute; false if the session is gone. */
  public Uni<Boolean> touch(OpenSession open, String address, String userAgent) {
    if (!policy.shouldTouch(open.card().lastSeen())) {
      return Uni.createFrom().item(true);
    }
    SessionCard card = open.card().seen(policy.now(), address, userAgent);
    return store.touch(
        open.id().lookup(),
        sealCard(open.id().lookup(), card),
        policy.endsAt(card.began(), card.lastSeen()));
  }

  /** Replaces the tokens; null if the session ended or changed in the meantime. */
  Uni<@Nullable OpenSession> renew(
      OpenSession open, Tokens tokens, Set<String> roles, Set<String> scopes) {
    OpenSession next =
        new OpenSession(
            open.id(),
            open.version() + 1,
            open.contents().with(tokens, roles, scopes),
            open.card(),
            open.endsAt());
    return store.replace(entry(next)).map(replaced -> replaced ? next : null);
  }

  public Uni<Boolean> end(SessionId id) {
    return store.end(id.lookup());
  }

  /** Ends the session of this person that has this handle; false if there is none. */
  public Uni<Boolean> end(String subject, String handle) {
    return store
        .ofPerson(subject)
        .flatMap(entries ->
            entries.stream()
                .filter(entry -> hasHandle(entry, handle))
                .findFirst()
                .map(entry -> store.end(entry.lookup()))
                .orElse(Uni.createFrom().item(false)));
  }

  /** Ends every session that is wanted ended; how many there were. */
  public Uni<Integer> endAll(Predicate<SessionCard> wanted) {
    return store
        .all()
        .flatMap(entries -> {
          List<Uni<Boolean>> ends =
              entries.stream()
                  .filter(entry -> openCard(entry) instanceof SessionCard card && wanted.test(card))
                  .map(entry -> store.end(entry.lookup()))
                  .toList();
          return ends.isEmpty()
              ? Uni.createFrom().item(0)
              : Uni.join()
                  .all(ends)
                  .usingConcurrencyOf(AT_ONCE)
                  .andFailFast()
                  .map(done -> (int) done.stream().filter(ended -> ended).count());
        });
  }

  /**
   * The provider says that logins are over.
   *
   * @return how many sessions ended with them; null if it said so before, and nothing was done
   */
  public Uni<@Nullable Integer> endLogins(SessionStore.LoginOver over) {
    return store.endLogins(over);
  }

  /** The live sessions of a person, oldest first. */
  public Uni<List<SessionCard>> ofPerson(String subject) {
    return store.ofPerson(subject).map(this::cards);
  }

  /** All live sessions, oldest first. */
  public Uni<List<SessionCard>> all() {
    return store.all().map(this::cards);
  }

  /** Keeps text for one later request of this session, sealed under its key. */
  public Uni<Void> keep(OpenSession open, String name, String text) {
    return store.keep(
        open.id().lookup(),
        name,
        Seal.close(
            open.id().contentsKey(),
            open.id().lookup() + "/" + name,
            text.getBytes(StandardCharsets.UTF_8)),
        policy.keepFor());
  }

  /** What was kept, the first time it is asked for; then null. */
  public Uni<@Nullable String> take(OpenSession open, String name) {
    return store
        .take(open.id().lookup(), name)
        .map(sealed -> {
          byte[] plain =
              sealed == null
                  ? null
                  : Seal.open(open.id().contentsKey(), open.id().lookup() + "/" + name, sealed);
          return plain == null ? null : new String(plain, StandardCharsets.UTF_8);
        });
  }

  private @Nullable OpenSession unseal(SessionId id, SessionStore.Entry entry) {
    byte[] plain = Seal.open(id.contentsKey(), id.lookup(), entry.sealed());
    SessionCard card = openCard(entry);
    if (plain == null || card == null) {
      return null;
    }
    SessionContents contents = read(plain, SessionContents.class);
    if (policy.hasEnded(contents.began(), card.lastSeen())) {
      return null;
    }
    return new OpenSession(
        id, entry.version(), contents, card, policy.endsAt(contents.began(), card.lastSeen()));
  }

  private SessionStore.Entry entry(OpenSession open) {
    String lookup = open.id().lookup();
    return new SessionStore.Entry(
        lookup,
        open.version(),
        open.contents().subject(),
        open.contents().sid(),
        Seal.close(open.id().contentsKey(), lookup, write(open.contents())),
        sealCard(lookup, open.card()));
  }

  private List<SessionCard> cards(List<SessionStore.Entry> entries) {
    return entries.stream()
        .map(this::openCard)
        .filter(Objects::nonNull)
        .map(card -> (SessionCard) card)
        .filter(card -> !policy.hasEnded(card.began(), card.lastSeen()))
        .toList();
  }

  private boolean hasHandle(SessionStore.Entry entry, String handle) {
    SessionCard card = openCard(entry);
    return card != null && card.handle().equals(handle);
  }

  private String sealCard(String lookup, SessionCard card) {
    return Seal.close(cardKey, lookup, write(card));
  }

  private @Nullable SessionCard openCard(SessionStore.Entry entry) {
    byte[] plain = Seal.open(cardKey, entry.lookup(), entry.card());
    return plain == null ? null : read(plain, SessionCard.class);
  }

  private byte[] write(Object value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T read(byte[] plain, Class<T> type) {
    try {
      return json.readValue(plain, type);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SecretKey cardKey(String secret) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              "AES",
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                  .thenExpand(
                      "gatehouse session cards v1".getBytes(StandardCharsets.US_ASCII), 32));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
