package io.gatehouse.orders.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor to be sent back as {@code cursor} for the page that follows; null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  /**
   * The first {@code limit} of {@code rows}. One row more than the limit, if it is there, says that
   * another page follows.
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursorAt) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    return new Page<>(rows.subList(0, limit), cursorAt.apply(rows.get(limit - 1)));
  }

  public <R> Page<R> map(Function<T, R> view) {
    return new Page<>(items.stream().map(view).toList(), nextCursor);
  }
}
