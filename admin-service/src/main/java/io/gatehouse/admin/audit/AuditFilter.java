package io.gatehouse.admin.audit;

import io.gatehouse.admin.authservice.RecordShapes.Entry;
import io.gatehouse.admin.authservice.Records;
import io.gatehouse.admin.authservice.Shapes.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which records are asked for: of a kind, of one thing, of one act. Blank asks for all. */
public class AuditFilter {

  @RestQuery public @Nullable String target;
  @RestQuery public @Nullable String targetId;
  @RestQuery public @Nullable String action;

  public String target() {
    return text(target);
  }

  public String targetId() {
    return text(targetId);
  }

  public String action() {
    return text(action);
  }

  public boolean all() {
    return query().equals("target=&targetId=&action=");
  }

  /** As part of an address. */
  public String query() {
    return "target="
        + coded(target())
        + "&targetId="
        + coded(targetId())
        + "&action="
        + coded(action());
  }

  Page<Entry> page(Records records, @Nullable String cursor, int limit) {
    return records.audit(orNull(target()), orNull(targetId()), orNull(action()), cursor, limit);
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "").strip();
  }

  private static @Nullable String orNull(String value) {
    return value.isEmpty() ? null : value;
  }

  private static String coded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
