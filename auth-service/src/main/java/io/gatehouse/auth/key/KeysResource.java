package io.gatehouse.auth.key;

import io.gatehouse.auth.listing.Cursor;
import io.gatehouse.auth.listing.Page;
import io.quarkus.security.PermissionsAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
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
      @Valid @BeanParam KeyQuery query,
      @RestQuery @Pattern(regexp = "[0-9A-Za-z_]{1,40}") @Nullable String partner) {
    return reader.page(Cursor.parse(query.cursor), query.limit, query.filter(partner));
  }
}
