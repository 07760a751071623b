package io.gatehouse.orders.order;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whose an order is. Ids of users come from Keycloak and those of partners from {@code
 * auth-service}: without the kind, equal ids would share orders.
 */
@Embeddable
public record Owner(
    @Enumerated(EnumType.STRING) @Column(name = "owner_kind") Kind kind,
    @Column(name = "owner_id") String id) {

  /** The namespaces of owners. */
  @Schema(name = "OwnerKind")
  public enum Kind {
    USER,
    PARTNER;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Owner user(String id) {
    return new Owner(Kind.USER, id);
  }

  public static Owner partner(String id) {
    return new Owner(Kind.PARTNER, id);
  }
}
