package io.gatehouse.admin.audit;

import io.gatehouse.admin.authservice.RecordShapes.Entry;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * CSV (RFC 4180) that a spreadsheet reads as text. A field that begins like a formula is what
 * somebody named a key, and would be run at the desk of who opens the file (CWE-1236): it gets an
 * apostrophe in front.
 */
final class Csv {

  static final String HEAD =
      "sequence,at,action,target,targetId,actor,actorName,address,traceId,before,after,hash\r\n";

  private static final String FORMULA = "=+-@\t\r\n";

  private Csv() {}

  static String line(Entry e) {
    return List.of(
            Long.toString(e.sequence()),
            e.at().toString(),
            e.action(),
            e.target(),
            e.targetId(),
            e.actor().subject(),
            Objects.toString(e.actor().name(), ""),
            Objects.toString(e.address(), ""),
            Objects.toString(e.traceId(), ""),
            Objects.toString(e.before(), ""),
            Objects.toString(e.after(), ""),
            e.hash())
        .stream()
        .map(Csv::field)
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  static String field(String text) {
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
  }
}
