package io.gatehouse.admin.authservice;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of events, webhooks and imports, as much of it as pages read. */
public final class EventShapes {

  private EventShapes() {}

  /** Something that happened to a key. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Event(
      long sequence,
      String id,
      String type,
      Instant timestamp,
      String keyId,
      String partnerId,
      @Nullable JsonNode data) {}

  /**
   * Somebody who is told of events.
   *
   * @param events types; none for all
   * @param secret in the answer that made it, and in no other
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Webhook(
      String id,
      String url,
      List<String> events,
      @Nullable String description,
      boolean enabled,
      Instant createdAt,
      String createdBy,
      @Nullable String secret) {

    /** No secret in a log. */
    @Override
    public String toString() {
      return "webhook " + id;
    }
  }

  public record NewWebhook(String url, List<String> events, String description) {}

  /** A change of what is named, by JSON merge patch. */
  public record HookSwitch(boolean enabled) {}

  /** One event on its way to one webhook. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Delivery(
      String id,
      String eventId,
      long eventSequence,
      String type,
      String state,
      Instant createdAt,
      @Nullable Instant nextAt,
      List<Attempt> attempts) {}

  /**
   * @param outcome the status that was answered, or why there was none
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Attempt(int number, Instant at, String outcome, long millis) {}

  /** In the order of the items. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ImportResults(List<ImportResult> items) {}

  /**
   * @param result {@code created}, {@code existing} or {@code refused}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ImportResult(
      @Nullable String externalId,
      String result,
      @Nullable String id,
      @Nullable List<ImportError> errors) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ImportError(String pointer, String detail) {}
}
