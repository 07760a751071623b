package io.gatehouse.auth.key;

import io.gatehouse.auth.listing.Page;
import io.gatehouse.auth.text.PlainText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What both lists of keys take in their query. */
public class KeyQuery {

  @RestQuery @Nullable String cursor;

  @RestQuery
  @DefaultValue("50")
  @Min(1)
  @Max(Page.MAX_LIMIT)
  int limit;

  @RestQuery
  @Pattern(regexp = "active|disabled|expired|revoked")
  @Nullable String state;

  @RestQuery
  @Pattern(regexp = "live|test")
  @Nullable String environment;

  @RestQuery
  @Size(max = 100)
  @PlainText
  @Nullable String scope;

  @RestQuery
  @Size(max = 40)
  @Nullable String expiresBefore;

  @RestQuery
  @Size(max = 40)
  @Nullable String unusedSince;

  @RestQuery
  @Size(max = 100)
  @PlainText
  @Nullable String q;

  /**
   * @param partner null for all partners
   */
  KeyFilter filter(@Nullable String partner) {
    return new KeyFilter(
        partner,
        KeyFilter.state(state),
        environment,
        scope,
        KeyFilter.time("expiresBefore", expiresBefore),
        KeyFilter.time("unusedSince", unusedSince),
        q);
  }
}
