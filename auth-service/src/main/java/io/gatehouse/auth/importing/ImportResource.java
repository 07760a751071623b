package io.gatehouse.auth.importing;

import io.gatehouse.guard.caller.Caller;
import io.quarkus.security.PermissionsAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes over keys from another system. */
@Path("/v1/keys/import")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
public class ImportResource {

  /** At most 1,000 keys. */
  public record Batch(@NotNull @Size(min = 1, max = 1000) List<@NotNull ImportItem> items) {}

  /** In the order of the items. */
  public record Results(List<ImportResult> items) {}

  private final Importer importer;
  private final Caller caller;

  ImportResource(Importer importer, Caller caller) {
    this.importer = importer;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("keys:write")
  @Operation(
      summary = "Import keys of another system by their hashes",
      description =
          "Each item is taken or refused by itself. The same item again is existing, so that a"
              + " batch can be repeated. Holders send their old text as X-API-Key.")
  public Results take(@Valid @NotNull Batch batch) throws SQLException {
    List<ImportResult> results = new ArrayList<>(batch.items().size());
    for (ImportItem item : batch.items()) {
      results.add(importer.take(item, caller));
    }
    return new Results(results);
  }
}
