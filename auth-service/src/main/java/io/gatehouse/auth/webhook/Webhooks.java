package io.gatehouse.auth.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.auth.audit.AuditLog;
import io.gatehouse.auth.audit.Snapshots;
import io.gatehouse.auth.patch.MergePatch;
import io.gatehouse.auth.signing.PrivateKeyVault;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Makes, changes and ends webhooks; each change with its audit record. */
@ApplicationScoped
class Webhooks {

  private static final String KIND = "webhook";

  private final WebhookStore store;
  private final DeliveryStore deliveries;
  private final Receivers receivers;
  private final PrivateKeyVault vault;
  private final AuditLog audit;
  private final Snapshots snapshots;
  private final MergePatch patches;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Webhooks(
      WebhookStore store,
      DeliveryStore deliveries,
      Receivers receivers,
      PrivateKeyVault vault,
      AuditLog audit,
      Snapshots snapshots,
      MergePatch patches,
      InstantSource clock) {
    this.store = store;
    this.deliveries = deliveries;
    this.receivers = receivers;
    this.vault = vault;
    this.audit = audit;
    this.snapshots = snapshots;
    this.patches = patches;
    this.clock = clock;
  }

  WebhookView read(String id) throws SQLException {
    return store.all(id).stream()
        .findFirst()
        .orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such webhook."));
  }

  @Transactional(rollbackOn = Exception.class)
  WebhookView create(WebhookSettings asked, Caller maker) throws SQLException {
    String id = "whk_" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    WebhookView hook = view(id, asked, clock.instant(), maker.subject());
    check(hook.url());
    byte[] secret = secret();
    store.insert(hook, vault.seal(id, secret));
    audit.append("webhook.create", KIND, id, null, snapshots.of(hook));
    return hook.with(Signature.text(secret));
  }

  @Transactional(rollbackOn = Exception.class)
  WebhookView change(String id, JsonNode patch) throws SQLException {
    WebhookView before = read(id);
    WebhookSettings asked = patches.apply(patch, before.settings(), WebhookSettings.class);
    WebhookView after = view(id, asked, before.createdAt(), before.createdBy());
    if (!after.url().equals(before.url())) {
      check(after.url());
    }
    store.update(after);
    audit.append("webhook.change", KIND, id, snapshots.of(before), snapshots.of(after));
    return after;
  }

  /** The old secret ends at once. */
  @Transactional(rollbackOn = Exception.class)
  WebhookView rotate(String id) throws SQLException {
    WebhookView hook = read(id);
    byte[] secret = secret();
    store.secret(id, vault.seal(id, secret));
    audit.append("webhook.rotate", KIND, id, snapshots.of(hook), snapshots.of(hook));
    return hook.with(Signature.text(secret));
  }

  @Transactional(rollbackOn = Exception.class)
  void delete(String id) throws SQLException {
    WebhookView hook = read(id);
    store.delete(id);
    audit.append("webhook.delete", KIND, id, snapshots.of(hook), null);
  }

  @Transactional(rollbackOn = Exception.class)
  void replay(String id, long delivery) throws SQLException {
    read(id);
    if (deliveries.again(id, delivery, clock.instant()) == 0) {
      throw ErrorCode.NOT_FOUND.because("There is no such delivery.");
    }
    audit.append("webhook.replay", KIND, id, null, Map.of("delivery", Long.toString(delivery)));
  }

  @Transactional(rollbackOn = Exception.class)
  int replayFrom(String id, long sequence) throws SQLException {
    read(id);
    int found = deliveries.from(id, sequence, clock.instant());
    audit.append(
        "webhook.replay", KIND, id, null, Map.of("fromSequence", sequence, "deliveries", found));
    return found;
  }

  private static WebhookView view(
      String id, WebhookSettings asked, java.time.Instant createdAt, String createdBy) {
    WebhookSettings full = asked.filled();
    return new WebhookView(
        id,
        full.url(),
        Objects.requireNonNull(full.events()),
        Objects.requireNonNull(full.description()),
        Boolean.TRUE.equals(full.enabled()),
        createdAt.truncatedTo(ChronoUnit.MICROS),
        createdBy,
        null);
  }

  private void check(String url) {
    try {
      receivers.judge(URI.create(url));
    } catch (Receivers.Refused e) {
      throw refused(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw refused("must be an https address");
    }
  }

  private static ProblemException refused(String detail) {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "Webhooks are not sent there.",
        List.of(new Violation("/url", detail)));
  }

  private byte[] secret() {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return secret;
  }
}
