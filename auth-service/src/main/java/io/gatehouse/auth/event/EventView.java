package io.gatehouse.auth.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event as it is listed.
 *
 * @param id the same in each delivery ({@code webhook-id})
 * @param data members depend on the type
 */
public record EventView(
    long sequence,
    String id,
    String type,
    Instant timestamp,
    String keyId,
    String partnerId,
    @JsonRawValue
        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
        String data) {}
