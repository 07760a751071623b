package io.gatehouse.orders.paging;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An opaque position in one kind of list. It is not signed, because it grants nothing: the rows are
 * chosen by what the caller may see, and a forged cursor only starts elsewhere among them.
 *
 * @param list name of the list, so that the cursor of another is refused
 * @param parts how many values make up a position
 */
public record Cursor(String list, int parts) {

  private static final int LONGEST = 400;

  /** The cursor that stands right behind the row with these values. */
  public String write(String... values) {
    String text = list + "\n" + String.join("\n", values);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The values of a cursor that a caller sent; a cursor that we did not write is a 400. */
  public List<String> read(String cursor) {
    try {
      if (cursor.length() <= LONGEST) {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        List<String> values = new ArrayList<>(List.of(text.split("\n", -1)));
        // A NUL would reach PostgreSQL, which refuses it, and the caller would see a fault of ours.
        if (values.removeFirst().equals(list) && values.size() == parts && text.indexOf('\0') < 0) {
          return values;
        }
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw refused();
    }
    throw refused();
  }

  /** For a cursor whose values make no sense. */
  public static ProblemException refused() {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "A query parameter is not valid.",
        List.of(new Violation("?cursor", "is not a cursor that this list gave")));
  }
}
