package io.gatehouse.auth.key;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.auth.audit.AuditLog;
import io.gatehouse.auth.audit.Snapshots;
import io.gatehouse.auth.idempotency.Creations;
import io.gatehouse.auth.partner.Partner;
import io.gatehouse.auth.partner.PartnerStore;
import io.gatehouse.auth.patch.MergePatch;
import io.gatehouse.auth.revocation.RevocationLedger;
import io.gatehouse.auth.revocation.Target;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.idempotency.IdempotencyKey;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes of keys. Each is one transaction with its record and, where tokens in flight would say
 * too much, its revocation. Locks are taken partner first, then key, then ledger, then audit.
 */
@ApplicationScoped
class Keys {

  private static final String KIND = "key";

  private final KeyStore store;
  private final PartnerStore partners;
  private final KeyRules rules;
  private final Peppers peppers;
  private final RevocationLedger ledger;
  private final AuditLog audit;
  private final Snapshots snapshots;
  private final MergePatch patches;
  private final Creations creations;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Keys(
      KeyStore store,
      PartnerStore partners,
      KeyRules rules,
      Peppers peppers,
      RevocationLedger ledger,
      AuditLog audit,
      Snapshots snapshots,
      MergePatch patches,
      Creations creations,
      InstantSource clock) {
    this.store = store;
    this.partners = partners;
    this.rules = rules;
    this.peppers = peppers;
    this.ledger = ledger;
    this.audit = audit;
    this.snapshots = snapshots;
    this.patches = patches;
    this.creations = creations;
    this.clock = clock;
  }

  /**
   * A key that was created.
   *
   * @param key without its secret if a request before this one created it
   */
  sealed interface Created {
    record Now(KeyWithSecret key) implements Created {}

    record Before(KeyView key) implements Created {}
  }

  @Transactional
  Created create(
      String partnerId, NewKey asked, Caller maker, @Nullable IdempotencyKey idempotencyKey) {
    ApiKey secret = ApiKey.generate(asked.environment(), random);
    if (idempotencyKey != null) {
      String id =
          creations.claim(
              new Creations.Request(
                  idempotencyKey, maker, "partners/" + partnerId + "/keys", asked),
              secret.id());
      if (!id.equals(secret.id())) {
        return new Created.Before(hold(id, new Precondition(null)).view());
      }
    }
    return new Created.Now(create(partnerId, asked, maker, secret, "key.create"));
  }

  /** A key with a first secret that nobody knows; {@link ImportedSecrets} puts one in its place. */
  String createWithoutSecret(String partnerId, NewKey asked, Caller maker) {
    return create(
            partnerId, asked, maker, ApiKey.generate(asked.environment(), random), "key.import")
        .view()
        .id();
  }

  private KeyWithSecret create(
      String partnerId, NewKey asked, Caller maker, ApiKey secret, String action) {
    Partner partner =
        partners
            .presentLocked(partnerId, LockModeType.PESSIMISTIC_READ)
            .orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such partner."));
    Instant now = now();
    rules.checkScopes(asked.scopes(), partner);
    rules.checkExpiry(asked.expiresAt(), now, now);
    StoredKey key = new StoredKey();
    key.id = secret.id();
    key.partnerId = partnerId;
    key.environment = asked.environment();
    key.createdAt = now;
    key.createdBy = maker.subject();
    key.apply(asked.settings(), now);
    store.persist(key);
    KeyView view = view(key, partner, List.of(add(secret, 1, now)), now);
    audit.append(action, KIND, key.id, null, snapshots.of(view));
    return new KeyWithSecret(view, secret.reveal());
  }

  @Transactional
  KeyView change(String id, JsonNode patch, Precondition precondition) {
    Held held = hold(id, precondition);
    StoredKey key = held.key();
    KeySettings before = key.settings();
    KeySettings after = patches.apply(patch, before, KeySettings.class);
    if (after.equals(before)) {
      return held.view();
    }
    held.mustBeAlive();
    Instant now = now();
    if (!after.scopes().equals(before.scopes())) {
      rules.checkScopes(after.scopes(), held.partner());
    }
    if (!Objects.equals(after.expiresAt(), before.expiresAt())) {
      rules.checkExpiry(after.expiresAt(), key.createdAt, now);
    }
    key.apply(after, now);
    store.flush();
    if (changesTokens(before, after)) {
      ledger.revoke(Target.KEY, id, "key changed", rules.tokensEnd(now));
    }
    return record("key.change", held);
  }

  /**
   * Disables a key that nobody has used since then.
   *
   * @return false if that is not so any more, or there is nothing to disable
   */
  @Transactional
  boolean disableUnused(String id, Instant since) {
    Held held = hold(id, new Precondition(null));
    KeyView before = held.view();
    boolean usedSince = before.lastUse() != null && !before.lastUse().at().isBefore(since);
    if (before.state() != KeyState.active || usedSince) {
      return false;
    }
    Instant now = now();
    held.key().apply(held.key().settings().off(), now);
    store.flush();
    ledger.revoke(Target.KEY, id, "unused since " + since, rules.tokensEnd(now));
    Map<String, Object> after =
        new LinkedHashMap<>(snapshots.of(view(held.key(), held.partner(), held.versions(), now)));
    after.put("unusedSince", since.toString());
    audit.append("key.change", KIND, id, snapshots.of(before), after);
    return true;
  }

  /** A key that is revoked, and whether it was now. */
  record Revoked(KeyView key, boolean now) {}

  /** Once revoked, a key stays so; asking again changes nothing. */
  @Transactional
  Revoked revoke(String id, String reason, Precondition precondition) {
    Held held = hold(id, precondition);
    if (held.key().revokedAt != null) {
      return new Revoked(held.view(), false);
    }
    Instant now = now();
    held.key().revokedAt = now;
    held.key().revokeReason = reason;
    held.key().updatedAt = now;
    store.flush();
    ledger.revokeForGood(Target.KEY, id, reason, rules.tokensEnd(now));
    return new Revoked(record("key.revoke", held), true);
  }

  /**
   * A new secret. The old one lives on for the grace period, and any secret before that one ends.
   * While two live, only a rotation that ends both at once is taken: that is what one wants when
   * one of them leaked.
   */
  @Transactional
  KeyWithSecret rotate(
      String id, @Nullable Duration askedGrace, boolean fromFirstUse, Precondition precondition) {
    Duration grace = rules.grace(askedGrace);
    boolean atOnce = grace.isZero() && !fromFirstUse;
    Held held = hold(id, precondition);
    held.mustBeAlive();
    if (held.overtaken()) {
      // Of two rotations at once the second would end a secret that nobody has seen yet.
      throw ErrorCode.CONFLICT.because("The key was changed at the same moment. Look, and retry.");
    }
    Instant now = now();
    if (held.view().state() == KeyState.expired) {
      throw ErrorCode.CONFLICT.because("The key has expired. Set a later expiresAt first.");
    }
    List<KeyVersion> live = held.live(now);
    if (!atOnce && live.size() > 1) {
      throw ErrorCode.CONFLICT.because(
          "An older secret still lives. Wait for its end, call the rotation off, or rotate with"
              + " gracePeriod PT0S, which ends all older secrets at once.");
    }
    ApiKey secret = ApiKey.generate(held.key().environment, id, random);
    for (KeyVersion version : live) {
      if (fromFirstUse) {
        version.graceMillis = grace.toMillis();
      } else {
        version.beginGrace(grace, held.key().expiresAt, now);
      }
    }
    add(secret, held.versions().getFirst().id.number() + 1, now);
    held.key().updatedAt = now;
    store.flush();
    if (!fromFirstUse && rules.outlivedByTokens(grace)) {
      // Holders of the new secret get a new token at once; those of the old one as long as it has.
      ledger.revoke(Target.KEY, id, "rotated", rules.tokensEnd(now));
    }
    return new KeyWithSecret(record("key.rotate", held), secret.reveal());
  }

  /** The first use of a new secret; does nothing if another replica saw one before. */
  @Transactional
  void beginGrace(String id) {
    Held held = hold(id, new Precondition(null));
    Instant now = now();
    for (KeyVersion version : held.live(now)) {
      if (version.graceMillis != null) {
        Duration grace = Duration.ofMillis(version.graceMillis);
        version.beginGrace(grace, held.key().expiresAt, now);
        held.key().updatedAt = now;
        store.flush();
        if (rules.outlivedByTokens(grace)) {
          ledger.revoke(Target.KEY, id, "rotated, and first used", rules.tokensEnd(now));
        }
        record("key.grace_begin", held);
      }
    }
  }

  /** While two secrets live: the new one ends at once, and the old one lives on as before. */
  @Transactional
  KeyView cancelRotation(String id, Precondition precondition) {
    Held held = hold(id, precondition);
    held.mustBeAlive();
    Instant now = now();
    List<KeyVersion> live = held.live(now);
    if (live.size() < 2) {
      throw ErrorCode.CONFLICT.because(
          "There is no rotation to call off: one secret lives, and the others are gone for good.");
    }
    live.getFirst().endsAt = now;
    live.getLast().reinstate();
    held.key().updatedAt = now;
    store.flush();
    ledger.revoke(Target.KEY, id, "rotation called off", rules.tokensEnd(now));
    return record("key.rotate_cancel", held);
  }

  private KeyVersion add(ApiKey secret, int number, Instant now) {
    KeyVersion version = new KeyVersion();
    version.id = new KeyVersion.Id(secret.id(), number);
    version.pepperVersion = peppers.current();
    version.hash = peppers.hash(version.pepperVersion, secret);
    version.createdAt = now;
    store.getEntityManager().persist(version);
    return version;
  }

  /**
   * A key under its lock, its partner held too, and what it looked like before.
   *
   * @param overtaken that somebody changed the key while we waited for the lock
   */
  private record Held(
      StoredKey key, Partner partner, List<KeyVersion> versions, KeyView view, boolean overtaken) {

    /** Newest first. */
    List<KeyVersion> live(Instant now) {
      return versions.stream().filter(version -> version.isLive(now)).toList();
    }

    void mustBeAlive() {
      if (view.state() == KeyState.revoked) {
        throw ErrorCode.CONFLICT.because("The key is revoked. That is for good: make a new one.");
      }
    }
  }

  private Held hold(String id, Precondition precondition) {
    KeyStore.Glance glance = store.glance(id).orElseThrow(Keys::unknown);
    Partner partner = partners.findById(glance.partnerId(), LockModeType.PESSIMISTIC_READ);
    StoredKey key = store.locked(id).orElseThrow(Keys::unknown);
    precondition.check(key.version);
    List<KeyVersion> versions = store.versions(id);
    boolean overtaken = key.version != glance.version();
    return new Held(key, partner, versions, view(key, partner, versions, now()), overtaken);
  }

  private KeyView record(String action, Held held) {
    Map<String, ?> before = snapshots.of(held.view());
    KeyView after =
        view(held.key(), held.partner(), store.versions(held.key().id), held.key().updatedAt);
    audit.append(action, KIND, held.key().id, before, snapshots.of(after));
    return after;
  }

  /** One that is enabled again has no tokens; but verifiers remember that they refused it. */
  private static boolean changesTokens(KeySettings before, KeySettings after) {
    return !before.enabled().equals(after.enabled())
        || !before.scopes().equals(after.scopes())
        || !before.allowedCidrs().equals(after.allowedCidrs())
        || !Objects.equals(before.rateLimit(), after.rateLimit())
        || !Objects.equals(before.expiresAt(), after.expiresAt());
  }

  private KeyView view(StoredKey key, Partner partner, List<KeyVersion> versions, Instant now) {
    return KeyView.of(key, partner, versions, now);
  }

  static ProblemException unknown() {
    return ErrorCode.NOT_FOUND.because("There is no such key.");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
