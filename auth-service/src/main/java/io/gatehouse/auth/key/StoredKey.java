package io.gatehouse.auth.key;

import io.gatehouse.auth.quota.LimitSettings;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A key as it is stored. Its secrets are {@link KeyVersion}s. */
@Entity
@Table(name = "api_key")
class StoredKey {

  @Id String id;

  @Column(name = "partner_id", nullable = false, updatable = false)
  String partnerId;

  @Column(nullable = false)
  String name;

  @Column(nullable = false, updatable = false)
  String environment;

  @Column(nullable = false)
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> scopes;

  @Column(name = "allowed_cidrs", nullable = false)
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> allowedCidrs;

  @Column(nullable = false)
  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> metadata;

  @Column(name = "rate_limit")
  @Nullable String rateLimit;

  @Column(nullable = false)
  boolean enabled;

  /** Nobody could use it before: it is not unused since then. */
  @Column(name = "enabled_at")
  @Nullable Instant enabledAt;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;

  @Column(name = "revoke_reason")
  @Nullable String revokeReason;

  @Column(name = "created_at", nullable = false, updatable = false)
  Instant createdAt;

  @Column(name = "created_by", nullable = false, updatable = false)
  String createdBy;

  @Column(name = "updated_at", nullable = false)
  Instant updatedAt;

  @Version int version;

  KeySettings settings() {
    return new KeySettings(
        name, scopes, allowedCidrs, metadata, enabled, expiresAt, LimitSettings.read(rateLimit));
  }

  void apply(KeySettings settings, Instant now) {
    name = settings.name();
    scopes = settings.scopes();
    allowedCidrs = settings.allowedCidrs();
    metadata = settings.metadata();
    if (settings.enabled() && !enabled) {
      enabledAt = now;
    }
    enabled = settings.enabled();
    expiresAt = settings.expiresAt();
    rateLimit = LimitSettings.written(settings.rateLimit());
    updatedAt = now;
  }
}
