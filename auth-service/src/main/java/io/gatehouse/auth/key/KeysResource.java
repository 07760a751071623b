package io.gatehouse.auth.key;

import io.gatehouse.auth.listing.Cursor;
import io.gatehouse.auth.listing.Page;
import io.gatehouse.auth.text.PlainText;
import io.quarkus.security.PermissionsAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The keys of all partners, for operators. */
@Path("/v1/keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
public class KeysResource {

  private final KeyReader reader;

  KeysResource(KeyReader reader) {
    this.reader = reader;
  }

  @GET
  @PermissionsAllowed("keys:read")
  @Operation(
      summary = "List all partners' keys, newest first",
      description =
          "expiresBefore: alive, with an end of its own before that time (RFC 3339). unusedSince:"
              + " made before that time and not let in since, as far as was known a minute ago. A"
              + " key of a deleted partner is revoked.")
  public Page<KeyView> list(
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RestQuery @Pattern(regexp = "[0-9A-Za-z_]{1,40}") @Nullable String partner,
      @RestQuery @Pattern(regexp = "active|disabled|expired|revoked") @Nullable String state,
      @RestQuery @Pattern(regexp = "live|test") @Nullable String environment,
      @RestQuery @Size(max = 100) @PlainText @Nullable String scope,
      @RestQuery @Size(max = 40) @Nullable String expiresBefore,
      @RestQuery @Size(max = 40) @Nullable String unusedSince,
      @RestQuery @Size(max = 100) @PlainText @Nullable String q) {
    KeyFilter filter =
        new KeyFilter(
            partner,
            KeyFilter.state(state),
            environment,
            scope,
            KeyFilter.time("expiresBefore", expiresBefore),
            KeyFilter.time("unusedSince", unusedSince),
            q);
    return reader.page(Cursor.parse(cursor), limit, filter);
  }
}
