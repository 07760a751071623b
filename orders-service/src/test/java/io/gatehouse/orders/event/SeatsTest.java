package io.gatehouse.orders.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.orders.event.Seats.Seat;
import org.junit.jupiter.api.Test;

class SeatsTest {

  private final Seats seats = new Seats(3, 2);

  @Test
  void oneCallerGetsNoMoreThanItsShareAndItsSeatBackOnce() {
    Seat first = seats.take("a");
    seats.take("a");
    assertEquals(ErrorCode.RATE_LIMITED, refusal("a"));

    first.close();
    first.close();

    seats.take("a");
    assertEquals(ErrorCode.RATE_LIMITED, refusal("a"));
  }

  @Test
  void allTogetherGetNoMoreThanThereAre() {
    Seat first = seats.take("a");
    seats.take("b");
    seats.take("c");
    assertEquals(ErrorCode.OVERLOADED, refusal("d"));

    first.close();

    seats.take("d").close();
  }

  private ErrorCode refusal(String caller) {
    return assertThrows(ProblemException.class, () -> seats.take(caller)).code();
  }
}
