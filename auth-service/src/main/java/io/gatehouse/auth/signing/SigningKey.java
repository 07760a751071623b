package io.gatehouse.auth.signing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A signing key as it lies in the database: its private half is encrypted. */
@Entity
@Table(name = "signing_key")
class SigningKey {

  /** From publication before use to publication after use, so that no verifier is surprised. */
  enum State {
    next,
    active,
    retired
  }

  @Id String kid;

  @Column(nullable = false)
  String algorithm;

  @Column(nullable = false)
  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  State state;

  @Column(name = "public_key", nullable = false)
  byte[] publicKey;

  @Column(name = "private_key", nullable = false)
  byte[] privateKey;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "activated_at")
  @Nullable Instant activatedAt;

  @Column(name = "retired_at")
  @Nullable Instant retiredAt;
}
