package io.gatehouse.auth.partner;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A partner as it is shown. */
public record PartnerView(
    String id,
    String name,
    String contactEmail,
    List<String> scopes,
    Map<String, String> metadata,
    Instant createdAt,
    String createdBy,
    Instant updatedAt) {

  static PartnerView of(Partner partner) {
    return new PartnerView(
        partner.id,
        partner.name,
        partner.contactEmail,
        partner.scopes,
        partner.metadata,
        partner.createdAt,
        partner.createdBy,
        partner.updatedAt);
  }
}
