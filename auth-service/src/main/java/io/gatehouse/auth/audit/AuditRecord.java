package io.gatehouse.auth.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One record as it is shown. {@code before} and {@code after} hold no secret. */
public record AuditRecord(
    long sequence,
    Instant at,
    String action,
    String target,
    String targetId,
    Who actor,
    @Nullable String address,
    @Nullable String traceId,
    @Schema(type = SchemaType.OBJECT) @JsonRawValue @Nullable String before,
    @Schema(type = SchemaType.OBJECT) @JsonRawValue @Nullable String after,
    String hash) {

  /** Who made the change. */
  public record Who(String subject, @Nullable String name, String origin, String client) {}
}
