package io.gatehouse.auth.listing;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor for the next page; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  public static final int MAX_LIMIT = 200;

  /** A page of at most {@code limit} from rows that were queried with one more than that. */
  public static <R, T> Page<T> of(
      List<R> rows, int limit, Function<R, T> view, Function<R, Cursor> position) {
    boolean more = rows.size() > limit;
    List<R> shown = more ? rows.subList(0, limit) : rows;
    return new Page<>(
        shown.stream().map(view).toList(), more ? position.apply(shown.getLast()).text() : null);
  }
}
