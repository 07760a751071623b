package io.gatehouse.orders.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class CursorTest {

  private final Cursor cursor = new Cursor("things", 2);

  @Property
  void whatWasWrittenIsRead(
      @ForAll @AlphaChars @StringLength(max = 60) String one,
      @ForAll @NumericChars @StringLength(max = 60) String two) {
    assertEquals(List.of(one, two), cursor.read(cursor.write(one, two)));
  }

  @Property
  void anythingElseIsAProblemOfTheCallerAndNeverAFault(@ForAll String garbage) {
    ProblemException refusal =
        assertThrows(ProblemException.class, () -> cursor.read(garbage), garbage);
    assertEquals(ErrorCode.VALIDATION_FAILED, refusal.code());
  }

  @Property
  void cursorOfAnotherListIsRefused(@ForAll @AlphaChars String value) {
    String other = new Cursor("others", 2).write(value, value);
    assertThrows(ProblemException.class, () -> cursor.read(other));
  }
}
