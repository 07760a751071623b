package io.gatehouse.admin.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.admin.authservice.RecordShapes.Entry;
import io.gatehouse.admin.authservice.Records;
import io.gatehouse.admin.authservice.Shapes.Page;
import io.gatehouse.guard.problem.ErrorCode;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The audit to take along, newest first: as CSV for people, as JSON lines for programs. */
@Path("/audit/export")
@RolesAllowed({"admin", "support"})
class AuditExport {

  private static final int PAGE = 100;

  private final Records records;
  private final ObjectMapper json;

  AuditExport(@RestClient Records records, ObjectMapper json) {
    this.records = records;
    this.json = json;
  }

  @GET
  @Blocking
  public Response export(@BeanParam AuditFilter filter, @RestQuery @Nullable String format) {
    return switch (format) {
      case "csv" -> download("text/csv;charset=UTF-8", "audit.csv", Csv.HEAD, filter, Csv::line);
      case "jsonl" -> download("application/x-ndjson", "audit.jsonl", "", filter, this::jsonLine);
      case null, default ->
          throw ErrorCode.VALIDATION_FAILED.because("The format is csv or jsonl.");
    };
  }

  private interface Line {
    String of(Entry entry) throws IOException;
  }

  private Response download(String type, String name, String head, AuditFilter filter, Line line) {
    // The first page is fetched before anything is answered: a refusal is a page, not half a file.
    Page<Entry> first = filter.page(records, null, PAGE);
    StreamingOutput body =
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          writer.write(head);
          Page<Entry> page = first;
          while (true) {
            for (Entry entry : page.items()) {
              writer.write(line.of(entry));
            }
            writer.flush();
            if (page.nextCursor() == null) {
              return;
            }
            page = filter.page(records, page.nextCursor(), PAGE);
          }
        };
    return Response.ok(body)
        .type(type)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  private String jsonLine(Entry entry) throws IOException {
    return json.writeValueAsString(entry) + "\n";
  }
}
