package io.gatehouse.auth.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it is shown.
 *
 * @param secret in the answer that made it, and in no other
 */
public record WebhookView(
    String id,
    String url,
    List<String> events,
    String description,
    boolean enabled,
    Instant createdAt,
    String createdBy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

  WebhookView with(String shown) {
    return new WebhookView(id, url, events, description, enabled, createdAt, createdBy, shown);
  }

  WebhookSettings settings() {
    return new WebhookSettings(url, events, description, enabled);
  }

  /** The secret is not shown in logs. */
  @Override
  public String toString() {
    return "WebhookView[" + id + "]";
  }
}
