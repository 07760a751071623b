package io.gatehouse.guard.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.jboss.resteasy.reactive.ResteasyReactiveClientProblem;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private static final class OtherServiceSaid extends WebApplicationException
      implements ResteasyReactiveClientProblem {
    OtherServiceSaid(int status) {
      super(Response.status(status).build());
    }
  }

  @Test
  void whatAnotherServiceToldUsIsNotToldToTheCaller() {
    for (int status : new int[] {400, 401, 403, 404, 409, 500}) {
      assertNull(Faults.of(new OtherServiceSaid(status)), "status " + status);
    }
  }

  @Test
  void otherServiceThatIsAwayIs503() {
    ProblemException problem = Faults.of(new OtherServiceSaid(503));
    assertNotNull(problem);
    assertEquals(ErrorCode.DEPENDENCY_UNAVAILABLE, problem.code());
  }

  @Test
  void causeIsFoundThroughItsWrappings() {
    ProblemException problem =
        Faults.of(
            new CompletionException(new IllegalStateException(new ConnectException("refused"))));
    assertNotNull(problem);
    assertEquals(ErrorCode.DEPENDENCY_UNAVAILABLE, problem.code());
    assertNull(Faults.of(new IllegalStateException("bug")));
  }

  @Test
  void chainOfCausesThatBitesItsTailEnds() {
    Exception first = new Exception("a");
    Exception second = new Exception("b", first);
    first.initCause(second);
    assertNull(Faults.of(first));
  }
}
