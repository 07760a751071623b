package io.gatehouse.auth.key;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One secret of a key, as a hash. The highest number is the newest; at most two live. */
@Entity
@Table(name = "api_key_version")
class KeyVersion {

  /** Which key, and its how-manieth secret. */
  @Embeddable
  record Id(@Column(name = "key_id") String keyId, @Column(name = "number") int number) {}

  @EmbeddedId @Column Id id;

  @Column(name = "pepper_version", nullable = false)
  String pepperVersion;

  @Column(nullable = false)
  byte[] hash;

  @Column(name = "created_at", nullable = false, updatable = false)
  Instant createdAt;

  /** When this secret ends before its key does; null as long as no grace runs. */
  @Column(name = "ends_at")
  @Nullable Instant endsAt;

  // Written by `usage` alone, and never from here: a rotation must not put an old use back.
  @Column(name = "last_used_at", insertable = false, updatable = false)
  @Nullable Instant lastUsedAt;

  @Column(name = "last_used_address", insertable = false, updatable = false)
  @Nullable String lastUsedAddress;

  @Column(name = "last_used_agent", insertable = false, updatable = false)
  @Nullable String lastUsedAgent;

  /** A grace that begins with the first use of the next secret. */
  @Column(name = "grace_millis")
  @Nullable Long graceMillis;

  /** When the grace that runs until {@link #endsAt} began. */
  @Column(name = "grace_from")
  @Nullable Instant graceFrom;

  /** Lets this secret live on from now. */
  void beginGrace(Duration grace, @Nullable Instant keyEnd, Instant now) {
    endsAt = GracePolicy.end(endsAt == null ? keyEnd : endsAt, now, grace);
    graceFrom = now;
    graceMillis = null;
  }

  /** Takes the rotation back: this secret lives as long as its key again. */
  void reinstate() {
    endsAt = null;
    graceFrom = null;
    graceMillis = null;
  }

  boolean isLive(Instant now) {
    return endsAt == null || endsAt.isAfter(now);
  }
}
