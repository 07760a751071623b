package io.gatehouse.auth.signing;

import io.gatehouse.auth.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The table of signing keys. Every change is made under one lock over all replicas and with its
 * audit record, and is decided anew under it: whoever comes second finds it done.
 */
@ApplicationScoped
class SigningKeyStore {

  /** Names the advisory lock of changes to the keys; any number that is ours alone. */
  private static final long CHANGING_KEYS = 0x6761_7465_0001L;

  private static final String KIND = "signing-key";

  private final EntityManager database;
  private final PrivateKeyVault vault;
  private final SigningConfig config;
  private final RotationPolicy policy;
  private final AuditLog audit;
  private @Nullable KeyPair spare;

  SigningKeyStore(
      EntityManager database, PrivateKeyVault vault, SigningConfig config, AuditLog audit) {
    this.database = database;
    this.vault = vault;
    this.config = config;
    this.policy = new RotationPolicy(config);
    this.audit = audit;
  }

  /** All keys that a verifier may need now, oldest first. */
  @Transactional
  List<SigningKey> published(Instant now) {
    return read().stream()
        .filter(key -> key.retiredAt == null || policy.publishedUntil(key.retiredAt).isAfter(now))
        .toList();
  }

  /** All keys that there ever were, oldest first. */
  @Transactional
  List<SigningKey> all() {
    return read();
  }

  /** Whether {@link #advance} would change anything. */
  boolean isDue(List<SigningKey> keys, Instant now) {
    SigningKey active = one(keys, SigningKey.State.active);
    SigningKey next = one(keys, SigningKey.State.next);
    return active == null
        || (next == null
            ? policy.isNextDue(active.activatedAt, now)
            : policy.isTakeoverDue(next.createdAt, now));
  }

  /** Makes a first key, publishes the next, or lets it take over, whatever is due. */
  @Transactional
  void advance(Instant at) {
    Instant now = at.truncatedTo(ChronoUnit.MICROS);
    spare();
    lock();
    List<SigningKey> keys = read();
    SigningKey active = one(keys, SigningKey.State.active);
    SigningKey next = one(keys, SigningKey.State.next);
    if (active == null) {
      // Nothing was signed yet, so no verifier can be surprised.
      takeOver(next == null ? publish(now) : next, null, now);
    } else if (next != null && policy.isTakeoverDue(next.createdAt, now)) {
      takeOver(next, active, now);
    } else if (next == null && policy.isNextDue(active.activatedAt, now)) {
      publish(now);
    }
  }

  /**
   * Begins a rotation before its time.
   *
   * @return whether it began now; false if one was under way
   */
  @Transactional
  boolean begin(Instant at) {
    spare();
    lock();
    if (one(read(), SigningKey.State.next) != null) {
      return false;
    }
    publish(at.truncatedTo(ChronoUnit.MICROS));
    return true;
  }

  private void lock() {
    database
        .createNativeQuery("select pg_advisory_xact_lock(:lock)")
        .setParameter("lock", CHANGING_KEYS)
        .getSingleResult();
  }

  /** Past the session's cache: what was read before the lock may be old. */
  private List<SigningKey> read() {
    database.clear();
    return database
        .createQuery("from SigningKey order by createdAt, kid", SigningKey.class)
        .getResultList();
  }

  private SigningKey publish(Instant now) {
    SigningKey key = generate(now);
    database.persist(key);
    audit.append("signing-key.publish", KIND, key.kid, null, described(key));
    return key;
  }

  private void takeOver(SigningKey next, @Nullable SigningKey active, Instant now) {
    if (active != null) {
      active.state = SigningKey.State.retired;
      active.retiredAt = now;
      // One signs at a time: the index would refuse the second before the first has gone.
      database.flush();
    }
    Map<String, ?> before = described(next);
    next.state = SigningKey.State.active;
    next.activatedAt = now;
    audit.append("signing-key.activate", KIND, next.kid, before, described(next));
  }

  private static Map<String, ?> described(SigningKey key) {
    return Map.of("state", key.state.name(), "algorithm", key.algorithm);
  }

  private static @Nullable SigningKey one(List<SigningKey> keys, SigningKey.State state) {
    return keys.stream().filter(key -> key.state == state).findFirst().orElse(null);
  }

  /** Made before the lock is taken: that takes a while, and others wait at the database. */
  private synchronized KeyPair spare() {
    KeyPair made = spare;
    if (made == null) {
      made = generatePair();
      spare = made;
    }
    return made;
  }

  private synchronized KeyPair takeSpare() {
    KeyPair made = spare();
    spare = null;
    return made;
  }

  private KeyPair generatePair() {
    if (config.keyBits() < 2048) {
      throw new IllegalStateException("gatehouse.signing.key-bits must be at least 2048");
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(config.keyBits());
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No RSA key could be made", e);
    }
  }

  private SigningKey generate(Instant now) {
    try {
      KeyPair pair = takeSpare();
      SigningKey key = new SigningKey();
      // RFC 7638: the id is the key's own thumbprint, so two keys can never share one.
      key.kid =
          ((RsaJsonWebKey) JsonWebKey.Factory.newJwk(pair.getPublic()))
              .calculateBase64urlEncodedThumbprint("SHA-256");
      key.algorithm = AlgorithmIdentifiers.RSA_USING_SHA256;
      key.state = SigningKey.State.next;
      key.publicKey = pair.getPublic().getEncoded();
      key.privateKey = vault.seal(key.kid, pair.getPrivate().getEncoded());
      key.createdAt = now;
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException("No id for an RSA key could be made", e);
    }
  }
}
