package io.gatehouse.auth.partner;

import io.gatehouse.auth.quota.LimitSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A partner as it is shown. */
public record PartnerView(
    String id,
    String name,
    String contactEmail,
    List<String> scopes,
    Map<String, String> metadata,
    @Nullable LimitSettings rateLimit,
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
        LimitSettings.read(partner.rateLimit),
        partner.createdAt,
        partner.createdBy,
        partner.updatedAt);
  }
}
