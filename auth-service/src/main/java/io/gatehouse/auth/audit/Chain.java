package io.gatehouse.auth.audit;

import io.gatehouse.auth.audit.ChainVerdict.Head;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the first row of the audit that is not as it was written. */
@ApplicationScoped
class Chain {

  private final ChainReader reader;
  private final AuditSeals seals;

  Chain(ChainReader reader, AuditSeals seals) {
    this.reader = reader;
    this.seals = seals;
  }

  /**
   * Checks a stretch of the chain.
   *
   * @param after the last row that was checked before, 0 to begin
   * @param anchors rows that are known to have been there: without them, who can cut off the end
   *     and put back an old head as well goes unseen
   */
  ChainVerdict check(long after, int limit, List<Head> anchors) throws SQLException {
    for (Head anchor : anchors) {
      byte[] found = reader.hash(anchor.sequence());
      if (found == null) {
        return ChainVerdict.broken(0, 0, anchor.sequence(), "truncated", null);
      }
      if (!HexFormat.of().formatHex(found).equals(anchor.hash())) {
        return ChainVerdict.broken(0, 0, anchor.sequence(), "rewritten", null);
      }
    }
    ChainPage page = reader.read(after, limit);
    ChainPage.Link before = page.before();
    if (before == null && after > 0) {
      return ChainVerdict.broken(0, 0, after, "removed", null);
    }
    return new Walk(page, after, limit).go();
  }

  /** One pass over a page. */
  private final class Walk {

    private final ChainPage page;
    private final int limit;
    private long last;
    private byte[] hash;
    private boolean sealed;
    private int checked;
    private int unsealed;

    Walk(ChainPage page, long after, int limit) {
      this.page = page;
      this.limit = limit;
      ChainPage.Link before = page.before();
      last = after;
      hash = before == null ? AuditEntry.GENESIS : before.hash();
      sealed = before != null && before.seal() != null;
    }

    ChainVerdict go() {
      for (ChainPage.Row row : page.rows()) {
        String wrong = wrong(row);
        if (wrong != null) {
          long at = wrong.equals("removed") ? last + 1 : row.entry().sequence();
          return ChainVerdict.broken(checked, unsealed, at, wrong, head());
        }
        last = row.entry().sequence();
        hash = row.hash();
        sealed = row.seal() != null;
        checked++;
        unsealed += sealed ? 0 : 1;
      }
      if (checked == limit) {
        return new ChainVerdict(true, checked, unsealed, null, null, Long.toString(last), head());
      }
      return isTheEnd()
          ? new ChainVerdict(true, checked, unsealed, null, null, null, head())
          : ChainVerdict.broken(checked, unsealed, last + 1, "truncated", head());
    }

    private @Nullable String wrong(ChainPage.Row row) {
      if (row.entry().sequence() != last + 1) {
        return "removed";
      }
      if (!Arrays.equals(row.entry().hash(row.previousHash()), row.hash())) {
        return "edited";
      }
      if (!Arrays.equals(row.previousHash(), hash)) {
        return "reordered";
      }
      if (row.seal() == null ? sealed : !AuditSeals.same(row.seal(), seals.ofRow(row.hash()))) {
        return "rewritten";
      }
      return null;
    }

    /** Whether the chain ends where it says that it does. */
    private boolean isTheEnd() {
      ChainPage.Link end = page.head();
      if (end == null) {
        return last == 0;
      }
      return end.sequence() == last
          && Arrays.equals(end.hash(), hash)
          && (end.seal() == null ? !sealed : AuditSeals.same(end.seal(), seals.ofHead(last, hash)));
    }

    private @Nullable Head head() {
      return last == 0 ? null : new Head(last, HexFormat.of().formatHex(hash));
    }
  }
}
