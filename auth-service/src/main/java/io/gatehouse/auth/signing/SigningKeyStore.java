package io.gatehouse.auth.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/** The table of signing keys. */
@ApplicationScoped
class SigningKeyStore {

  /** Names the advisory lock under which a first key is made; any number that is ours alone. */
  private static final long MAKING_A_KEY = 0x6761_7465_0001L;

  private final EntityManager database;
  private final PrivateKeyVault vault;
  private final SigningConfig config;
  private final InstantSource clock;

  SigningKeyStore(
      EntityManager database, PrivateKeyVault vault, SigningConfig config, InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.config = config;
    this.clock = clock;
  }

  /** All keys that a verifier may still need. */
  @Transactional
  List<SigningKey> published() {
    return database
        .createQuery(
            "from SigningKey where state <> :retired or retiredAt > :since order by createdAt, kid",
            SigningKey.class)
        .setParameter("retired", SigningKey.State.retired)
        .setParameter("since", clock.instant().minus(config.publishRetiredFor()))
        .getResultList();
  }

  /**
   * Makes a first key if none is active. Replicas that start together wait for each other here, and
   * all but the first find the key made.
   */
  @Transactional
  void makeFirst() {
    database
        .createNativeQuery("select pg_advisory_xact_lock(:lock)")
        .setParameter("lock", MAKING_A_KEY)
        .getSingleResult();
    long active =
        database
            .createQuery("select count(*) from SigningKey where state = :active", Long.class)
            .setParameter("active", SigningKey.State.active)
            .getSingleResult();
    if (active == 0) {
      database.persist(generate());
    }
  }

  private SigningKey generate() {
    if (config.keyBits() < 2048) {
      throw new IllegalStateException("gatehouse.signing.key-bits must be at least 2048");
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(config.keyBits());
      KeyPair pair = generator.generateKeyPair();
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      SigningKey key = new SigningKey();
      // RFC 7638: the id is the key's own thumbprint, so two keys can never share one.
      key.kid =
          ((RsaJsonWebKey) JsonWebKey.Factory.newJwk(pair.getPublic()))
              .calculateBase64urlEncodedThumbprint("SHA-256");
      key.algorithm = AlgorithmIdentifiers.RSA_USING_SHA256;
      key.state = SigningKey.State.active;
      key.publicKey = pair.getPublic().getEncoded();
      key.privateKey = vault.seal(key.kid, pair.getPrivate().getEncoded());
      key.createdAt = now;
      key.activatedAt = now;
      return key;
    } catch (GeneralSecurityException | JoseException e) {
      throw new IllegalStateException("No RSA key could be made", e);
    }
  }
}
