package io.gatehouse.auth.signing;

import io.gatehouse.guard.signature.SignatureProvider;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Signs for this service, and tells the world by which keys. Safe for use by many threads. */
@ApplicationScoped
public class SigningKeys {

  /** Before everything that signs at start. */
  private static final int EARLY = 100;

  private record Ring(String kid, String algorithm, PrivateKey signer, JsonWebKeySet published) {}

  private final SigningKeyStore store;
  private final PrivateKeyVault vault;
  private final InstantSource clock;
  private volatile @Nullable Ring ring;

  SigningKeys(SigningKeyStore store, PrivateKeyVault vault, InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  void start(@Observes @Priority(EARLY) StartupEvent event) {
    reload();
  }

  /**
   * Signs claims as a JWS in compact form, with the active key.
   *
   * @param type the {@code typ} header, which keeps one kind of token from passing for another (RFC
   *     8725 §3.11): {@code at+jwt}, {@code secevent+jwt}
   */
  public String sign(JwtClaims claims, String type) {
    Ring current = ring();
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setKey(current.signer());
    jws.setKeyIdHeaderValue(current.kid());
    jws.setAlgorithmHeaderValue(current.algorithm());
    jws.setHeader("typ", type);
    // The key was checked when it was made; checking it again costs more than signing.
    jws.setDoKeyValidation(false);
    jws.setProviderContext(SignatureProvider.best().context());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("Signing failed with key " + current.kid(), e);
    }
  }

  /** The id of the key that signs now. */
  String signer() {
    return ring().kid();
  }

  /** The public keys (RFC 7517 §5). */
  public String jwks() {
    return ring().published().toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }

  /** The public key of this id, if verifiers are to believe it now. */
  public @Nullable PublicKey published(String keyId) {
    for (JsonWebKey key : ring().published().getJsonWebKeys()) {
      if (keyId.equals(key.getKeyId()) && key.getKey() instanceof PublicKey known) {
        return known;
      }
    }
    return null;
  }

  /**
   * Another replica may have changed the keys, or a change may be due. With the database away the
   * known ones go on.
   */
  @Scheduled(every = "${gatehouse.signing.reload-every:30s}", delayed = "30s")
  void refresh() {
    try {
      reload();
    } catch (RuntimeException e) {
      Log.warnf("Signing keys not refreshed, the known ones stay: %s", e.getMessage());
    }
  }

  private Ring ring() {
    Ring current = ring;
    return current != null ? current : reload();
  }

  private Ring reload() {
    Instant now = clock.instant();
    List<SigningKey> keys = store.published(now);
    if (store.isDue(keys, now)) {
      store.advance(now);
      keys = store.published(now);
    }
    Ring loaded = load(keys);
    Ring before = ring;
    ring = loaded;
    if (before != null && !before.kid().equals(loaded.kid())) {
      Log.infof("signing with key %s from now on", loaded.kid());
    }
    return loaded;
  }

  /**
   * Publishes the next key now; it signs when every verifier has it.
   *
   * @return whether a rotation began; false if one was under way
   */
  boolean rotate() {
    boolean began = store.begin(clock.instant());
    reload();
    return began;
  }

  private Ring load(List<SigningKey> keys) {
    List<JsonWebKey> published = new ArrayList<>();
    SigningKey active = null;
    for (SigningKey key : keys) {
      published.add(publish(key));
      if (key.state == SigningKey.State.active) {
        active = key;
      }
    }
    if (active == null) {
      throw new IllegalStateException("No active signing key");
    }
    return new Ring(active.kid, active.algorithm, privateKey(active), new JsonWebKeySet(published));
  }

  private static JsonWebKey publish(SigningKey key) {
    try {
      PublicKey publicKey =
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key.publicKey));
      PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(publicKey);
      jwk.setKeyId(key.kid);
      jwk.setUse("sig");
      jwk.setAlgorithm(key.algorithm);
      return jwk;
    } catch (GeneralSecurityException | JoseException e) {
      throw new IllegalStateException("Signing key " + key.kid + " cannot be read", e);
    }
  }

  private PrivateKey privateKey(SigningKey key) {
    try {
      return SignatureProvider.best()
          .prepare(
              KeyFactory.getInstance("RSA")
                  .generatePrivate(new PKCS8EncodedKeySpec(vault.open(key.kid, key.privateKey))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Signing key " + key.kid + " cannot be read", e);
    }
  }
}
