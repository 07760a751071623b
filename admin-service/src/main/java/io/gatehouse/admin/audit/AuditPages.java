package io.gatehouse.admin.audit;

import io.gatehouse.admin.authservice.RecordShapes.Entry;
import io.gatehouse.admin.authservice.RecordShapes.Verdict;
import io.gatehouse.admin.authservice.Records;
import io.gatehouse.admin.authservice.Shapes.Page;
import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The audit, newest first, and whether it is as it was written. */
@Path("/audit")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class AuditPages {

  private static final int PAGE = 50;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, Page<Entry> entries, AuditFilter filter);

    static native TemplateInstance verdict(
        Frame frame, Verdict verdict, long before, String anchor);
  }

  private final Records records;
  private final Desk desk;

  AuditPages(@RestClient Records records, Desk desk) {
    this.records = records;
    this.desk = desk;
  }

  @GET
  public TemplateInstance list(@BeanParam AuditFilter filter, @RestQuery @Nullable String cursor) {
    return Templates.list(desk.frame("Audit", "audit"), filter.page(records, cursor, PAGE), filter);
  }

  /**
   * One stretch of the chain. A long chain is walked stretch by stretch, and each page says how far
   * it has come.
   *
   * @param checked how many records the stretches before this one had
   */
  @GET
  @Path("/verify")
  public TemplateInstance verify(
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable Long checked,
      @RestQuery @Nullable String anchor) {
    String known = Objects.requireNonNullElse(anchor, "").strip();
    Verdict verdict = records.verify(cursor, 10_000, known.isEmpty() ? null : known);
    long before = Math.max(0, Objects.requireNonNullElse(checked, 0L));
    return Templates.verdict(desk.frame("Verify the audit", "audit"), verdict, before, known);
  }
}
