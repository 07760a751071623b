package io.gatehouse.auth.partner;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.auth.audit.AuditLog;
import io.gatehouse.auth.audit.Snapshots;
import io.gatehouse.auth.idempotency.Creations;
import io.gatehouse.auth.patch.MergePatch;
import io.gatehouse.auth.revocation.RevocationLedger;
import io.gatehouse.auth.revocation.Target;
import io.gatehouse.auth.scope.GrantableScopes;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.idempotency.IdempotencyKey;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes of partners, each with its record and, where it narrows, its revocation. */
@ApplicationScoped
public class Partners {

  private static final String KIND = "partner";
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final PartnerStore store;
  private final GrantableScopes grantable;
  private final RevocationLedger ledger;
  private final AuditLog audit;
  private final Snapshots snapshots;
  private final MergePatch patches;
  private final Creations creations;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Partners(
      PartnerStore store,
      GrantableScopes grantable,
      RevocationLedger ledger,
      AuditLog audit,
      Snapshots snapshots,
      MergePatch patches,
      Creations creations,
      InstantSource clock) {
    this.store = store;
    this.grantable = grantable;
    this.ledger = ledger;
    this.audit = audit;
    this.snapshots = snapshots;
    this.patches = patches;
    this.creations = creations;
    this.clock = clock;
  }

  /** A partner that was created: now, or by the same request before. */
  record Created(PartnerView partner, boolean now) {}

  @Transactional
  Created create(PartnerSettings settings, Caller caller, @Nullable IdempotencyKey idempotencyKey) {
    String id = newId();
    if (idempotencyKey != null) {
      String claimed =
          creations.claim(new Creations.Request(idempotencyKey, caller, "partners", settings), id);
      if (!claimed.equals(id)) {
        return new Created(PartnerView.of(store.findById(claimed)), false);
      }
    }
    return new Created(create(id, settings, caller), true);
  }

  private PartnerView create(String id, PartnerSettings settings, Caller caller) {
    checkScopes(settings.scopes());
    Partner partner = new Partner();
    partner.id = id;
    partner.createdAt = now();
    partner.createdBy = caller.subject();
    partner.apply(settings, partner.createdAt);
    store.persistAndFlush(partner);
    PartnerView view = PartnerView.of(partner);
    audit.append("partner.create", KIND, partner.id, null, snapshots.of(view));
    return view;
  }

  @Transactional
  PartnerView change(String id, JsonNode patch) {
    Partner partner = locked(id);
    PartnerSettings settings = patches.apply(patch, partner.settings(), PartnerSettings.class);
    if (settings.equals(partner.settings())) {
      return PartnerView.of(partner);
    }
    boolean scopesChange = !settings.scopes().equals(partner.scopes);
    boolean limitChanges = !Objects.equals(settings.rateLimit(), partner.settings().rateLimit());
    if (scopesChange) {
      checkScopes(settings.scopes());
    }
    Map<String, ?> before = snapshots.of(PartnerView.of(partner));
    partner.apply(settings, now());
    store.flush();
    if (scopesChange || limitChanges) {
      // Tokens in flight say what the partner might do a moment ago.
      ledger.revoke(
          Target.PARTNER, id, scopesChange ? "scopes changed" : "rate limit changed", null);
    }
    PartnerView view = PartnerView.of(partner);
    audit.append("partner.change", KIND, id, before, snapshots.of(view));
    return view;
  }

  /** Its keys die with it, everywhere; the rows and the audit stay. */
  @Transactional
  void delete(String id, String reason) {
    Partner partner = locked(id);
    Map<String, ?> before = snapshots.of(PartnerView.of(partner));
    partner.deletedAt = now();
    partner.updatedAt = partner.deletedAt;
    store.flush();
    ledger.revokeForGood(Target.PARTNER, id, reason, null);
    audit.append("partner.delete", KIND, id, before, null);
  }

  private Partner locked(String id) {
    return store.presentLocked(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(Partners::unknown);
  }

  static ProblemException unknown() {
    return ErrorCode.NOT_FOUND.because("There is no such partner.");
  }

  private void checkScopes(List<String> scopes) {
    List<Violation> violations = grantable.unknown(scopes);
    if (!violations.isEmpty()) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED, "A scope cannot be granted.", violations);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private String newId() {
    StringBuilder id = new StringBuilder("prt_");
    for (int i = 0; i < 16; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
