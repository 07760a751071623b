package io.gatehouse.auth.webhook;

import io.gatehouse.auth.event.EventType;
import io.gatehouse.auth.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be chosen of a webhook.
 *
 * @param events types to deliver; none for all
 * @param enabled on, unless it says false
 */
public record WebhookSettings(
    @NotBlank @Size(max = 2000) @PlainText String url,
    @Size(max = 50) @Nullable List<@NotNull @Pattern(regexp = EventType.PATTERN) String> events,
    @Size(max = 500) @PlainText @Nullable String description,
    @Nullable Boolean enabled) {

  WebhookSettings filled() {
    return new WebhookSettings(
        url,
        events == null ? List.of() : List.copyOf(events),
        description == null ? "" : description,
        enabled == null || enabled);
  }
}
