package io.gatehouse.auth.partner;

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

/** A partner as it is stored. */
@Entity
@Table(name = "partner")
public class Partner {

  @Id String id;

  @Column(nullable = false)
  String name;

  @Column(name = "contact_email", nullable = false)
  String contactEmail;

  @Column(nullable = false)
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> scopes;

  @Column(nullable = false)
  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> metadata;

  @Column(name = "rate_limit")
  @Nullable String rateLimit;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "created_by", nullable = false)
  String createdBy;

  @Column(name = "updated_at", nullable = false)
  Instant updatedAt;

  @Column(name = "deleted_at")
  @Nullable Instant deletedAt;

  @Version int version;

  public String id() {
    return id;
  }

  /** What its keys may do at most, now. */
  public List<String> scopes() {
    return scopes;
  }

  public boolean isDeleted() {
    return deletedAt != null;
  }

  PartnerSettings settings() {
    return new PartnerSettings(name, contactEmail, scopes, metadata, LimitSettings.read(rateLimit));
  }

  void apply(PartnerSettings settings, Instant now) {
    name = settings.name();
    contactEmail = settings.contactEmail();
    scopes = settings.scopes();
    metadata = settings.metadata();
    rateLimit = LimitSettings.written(settings.rateLimit());
    updatedAt = now;
  }
}
